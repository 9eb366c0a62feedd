CREATE TABLE `a` (
    `id` int(11) NOT NULL,
    `bid` int(11),
    PRIMARY KEY (`id`),
    INDEX `ab` (`bid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE TABLE `b` (
    `id` int(11) NOT NULL,
    `aid` int(11),
    PRIMARY KEY (`id`),
    INDEX `ba` (`aid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
ALTER TABLE `a` ADD CONSTRAINT `ab` FOREIGN KEY (`bid`) REFERENCES `b` (`id`);
ALTER TABLE `b` ADD CONSTRAINT `ba` FOREIGN KEY (`aid`) REFERENCES `a` (`id`);
