-- destroys data: column t.b
-- destroys data: column t.c
-- destroys data: column t.d
ALTER TABLE `t`
    DROP COLUMN `b`,
    DROP COLUMN `c`,
    DROP COLUMN `d`,
    MODIFY COLUMN `a` varchar(9) DEFAULT '0xff',
    ALGORITHM=INSTANT;
