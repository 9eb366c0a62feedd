ALTER TABLE `users`
    DROP INDEX `k`,
    ADD INDEX `k` (`name`),
    ALGORITHM=NOCOPY, LOCK=NONE;
