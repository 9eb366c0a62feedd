ALTER TABLE `t` MODIFY COLUMN `a` datetime DEFAULT current_timestamp() ON UPDATE current_timestamp(), ALGORITHM=INSTANT;
