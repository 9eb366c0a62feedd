CREATE TABLE `odd name` (`a b` int PRIMARY KEY, `select` int, KEY `k.1` (`select`));
