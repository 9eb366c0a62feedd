ALTER TABLE `t`
    MODIFY COLUMN `a` longtext,
    MODIFY COLUMN `b` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin CHECK (json_valid(`b`)),
    ADD COLUMN `c` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin CHECK (json_valid(`c`));
