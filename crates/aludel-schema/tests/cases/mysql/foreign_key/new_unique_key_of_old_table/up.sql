ALTER TABLE `p` ADD UNIQUE INDEX `code` (`code`), ALGORITHM=NOCOPY, LOCK=NONE;
CREATE TABLE `a` (
    `c` int(11),
    INDEX `c` (`c`),
    CONSTRAINT `a_ibfk_1` FOREIGN KEY (`c`) REFERENCES `p` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
