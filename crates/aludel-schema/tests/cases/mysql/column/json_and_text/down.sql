-- destroys data: column t.c
ALTER TABLE `t`
    DROP COLUMN `c`,
    MODIFY COLUMN `a` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin CHECK (json_valid(`a`)),
    MODIFY COLUMN `b` longtext;
