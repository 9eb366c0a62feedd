ALTER TABLE `b`
    DROP INDEX `y`,
    MODIFY COLUMN `y` bigint(20),
    ADD COLUMN `m` int(11);
ALTER TABLE `a` ADD COLUMN `n` int(11), ALGORITHM=INSTANT;
CREATE TABLE `c` (
    `id` int(11) NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
-- destroys data: table z
DROP TABLE `z`;
