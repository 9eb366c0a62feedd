-- destroys data: column t.d
ALTER TABLE `t`
    DROP COLUMN `d`,
    MODIFY COLUMN `b` int INVISIBLE,
    MODIFY COLUMN `c` int;
