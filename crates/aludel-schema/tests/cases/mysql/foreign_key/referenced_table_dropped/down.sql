CREATE TABLE `p` (
    `id` int(11) NOT NULL,
    `code` varchar(10) NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE INDEX `code` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
ALTER TABLE `c`
    ADD INDEX `f` (`pid`),
    ADD CONSTRAINT `f` FOREIGN KEY (`pid`) REFERENCES `p` (`id`);
