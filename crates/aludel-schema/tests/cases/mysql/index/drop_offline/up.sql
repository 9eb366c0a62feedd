ALTER TABLE `users` DROP INDEX `by_name`;
