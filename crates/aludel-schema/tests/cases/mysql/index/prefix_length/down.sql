ALTER TABLE `users`
    DROP INDEX `k`,
    ADD INDEX `k` (`name`(5)),
    ALGORITHM=NOCOPY, LOCK=NONE;
