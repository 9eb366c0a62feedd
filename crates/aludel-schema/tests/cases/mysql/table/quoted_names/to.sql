CREATE TABLE `odd name` (`a b` int PRIMARY KEY, `select` bigint, `c "d"` text, KEY `k.1` (`select`, `a b`));
