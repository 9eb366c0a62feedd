CREATE TABLE `p` (
    `id` int(11) NOT NULL,
    `code` varchar(10) NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE INDEX `code` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE TABLE `c` (
    `id` int(11) NOT NULL,
    `pid` int(11),
    `x` int(11),
    `pcode` varchar(10),
    PRIMARY KEY (`id`),
    INDEX `pcode` (`pcode`),
    INDEX `pid` (`pid`),
    CONSTRAINT `c_ibfk_1` FOREIGN KEY (`pid`) REFERENCES `p` (`id`),
    CONSTRAINT `c_ibfk_2` FOREIGN KEY (`pcode`) REFERENCES `p` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
