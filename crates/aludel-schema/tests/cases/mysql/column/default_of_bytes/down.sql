-- destroys data: column t.b
-- destroys data: column t.c
-- destroys data: column t.d
-- destroys data: column t.e
ALTER TABLE `t`
    DROP COLUMN `b`,
    DROP COLUMN `c`,
    DROP COLUMN `d`,
    DROP COLUMN `e`,
    ALGORITHM=INPLACE, LOCK=NONE;
