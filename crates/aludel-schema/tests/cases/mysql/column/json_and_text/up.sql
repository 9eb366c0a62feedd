ALTER TABLE `t`
    MODIFY COLUMN `a` longtext,
    MODIFY COLUMN `b` json,
    ADD COLUMN `c` json;
