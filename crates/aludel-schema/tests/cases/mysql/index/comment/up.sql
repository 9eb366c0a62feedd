ALTER TABLE `users`
    DROP INDEX `k`,
    ADD INDEX `k` (`name`) COMMENT 'it''s',
    ALGORITHM=NOCOPY, LOCK=NONE;
