CREATE TABLE `z` (
    `id` int(11) NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
ALTER TABLE `c`
    ADD COLUMN `zid` int(11),
    ADD INDEX `f` (`zid`),
    ADD CONSTRAINT `f` FOREIGN KEY (`zid`) REFERENCES `z` (`id`);
