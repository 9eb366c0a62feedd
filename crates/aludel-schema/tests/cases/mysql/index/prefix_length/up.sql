ALTER TABLE `users`
    DROP INDEX `k`,
    ADD INDEX `k` (`name`(7)),
    ALGORITHM=NOCOPY, LOCK=NONE;
