ALTER TABLE `t` MODIFY COLUMN `a` datetime DEFAULT current_timestamp(), ALGORITHM=INSTANT;
