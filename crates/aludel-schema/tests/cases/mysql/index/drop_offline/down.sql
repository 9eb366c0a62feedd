ALTER TABLE `users` ADD INDEX `by_name` (`name`);
