ALTER TABLE `t`
    MODIFY COLUMN `a` int(11),
    MODIFY COLUMN `b` int(11) COMMENT 'it''s; -- "b"',
    ALGORITHM=INSTANT;
