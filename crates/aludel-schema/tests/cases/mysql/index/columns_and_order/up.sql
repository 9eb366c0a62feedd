ALTER TABLE `users`
    DROP INDEX `k`,
    ADD INDEX `k` (`name` DESC, `id`),
    ALGORITHM=NOCOPY, LOCK=NONE;
