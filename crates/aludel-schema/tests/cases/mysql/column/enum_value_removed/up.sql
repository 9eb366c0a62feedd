-- column t.a: no row may hold 'it''s'
ALTER TABLE `t` MODIFY COLUMN `a` enum('y','x');
