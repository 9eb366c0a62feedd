-- destroys data: column b.m
-- column b.y: values of bigint(20) that do not fit int(11) stop this statement
ALTER TABLE `b`
    DROP COLUMN `m`,
    MODIFY COLUMN `y` int(11),
    ADD INDEX `y` (`y`);
CREATE TABLE `z` (
    `q` int(11)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
-- destroys data: column a.n
ALTER TABLE `a` DROP COLUMN `n`, ALGORITHM=INSTANT;
-- destroys data: table c
DROP TABLE `c`;
