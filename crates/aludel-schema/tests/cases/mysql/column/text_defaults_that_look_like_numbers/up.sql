ALTER TABLE `t`
    MODIFY COLUMN `a` varchar(9) DEFAULT '0x01',
    ADD COLUMN `b` varchar(9) DEFAULT 'b''1''',
    ADD COLUMN `c` char(4) DEFAULT '5',
    ADD COLUMN `d` varchar(30) DEFAULT 'current_timestamp',
    ALGORITHM=INSTANT;
