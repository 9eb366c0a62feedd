CREATE TABLE `t` (
    `id` int(11),
    `s` date NOT NULL,
    `e` date NOT NULL,
    `x` int(11),
    `y` int(11),
    PERIOD FOR `valid` (`s`, `e`),
    UNIQUE INDEX `u` (`id`, `valid` WITHOUT OVERLAPS),
    CONSTRAINT `CONSTRAINT_1` CHECK (`x` < `y`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
