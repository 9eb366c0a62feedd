DROP VIEW `v`;
CREATE TABLE `v` (
    `a` int(11)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
