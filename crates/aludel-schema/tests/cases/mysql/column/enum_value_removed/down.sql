ALTER TABLE `t` MODIFY COLUMN `a` enum('x','y','it''s');
