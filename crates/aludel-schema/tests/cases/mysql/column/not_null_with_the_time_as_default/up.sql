-- column t.a: fill the rows in which it is NULL before this statement
ALTER TABLE `t` MODIFY COLUMN `a` timestamp NOT NULL DEFAULT current_timestamp();
