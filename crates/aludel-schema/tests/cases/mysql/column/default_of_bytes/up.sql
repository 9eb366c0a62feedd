ALTER TABLE `t`
    ADD COLUMN `b` varbinary(4) DEFAULT 0x00FF27,
    ADD COLUMN `c` binary(3) DEFAULT 'a\0\0',
    ADD COLUMN `d` varbinary(9) DEFAULT 'it''s, ok',
    ADD COLUMN `e` bit(3) DEFAULT b'101',
    ALGORITHM=INSTANT;
