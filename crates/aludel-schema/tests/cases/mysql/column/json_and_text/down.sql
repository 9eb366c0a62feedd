-- destroys data: column t.c
ALTER TABLE `t`
    DROP COLUMN `c`,
    MODIFY COLUMN `a` json,
    MODIFY COLUMN `b` longtext;
