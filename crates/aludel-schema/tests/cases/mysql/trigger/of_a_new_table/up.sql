CREATE TABLE `t` (
    `a` int(11),
    `b` int(11)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE TRIGGER `one` BEFORE INSERT ON `t`
FOR EACH ROW SET NEW.a = 1;
