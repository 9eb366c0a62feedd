-- rows that are equal in index users.k stop this
ALTER TABLE `users`
    DROP INDEX `k`,
    ADD UNIQUE INDEX `k` (`name`),
    ALGORITHM=NOCOPY, LOCK=NONE;
