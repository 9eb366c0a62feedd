ALTER TABLE `t`
    MODIFY COLUMN `a` varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci,
    MODIFY COLUMN `b` text CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci,
    ADD COLUMN `d` varchar(5),
    DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
