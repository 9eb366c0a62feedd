ALTER TABLE `t`
    DROP FOREIGN KEY `above`,
    MODIFY COLUMN `id` bigint(20) NOT NULL,
    MODIFY COLUMN `up` bigint(20);
ALTER TABLE `t` ADD CONSTRAINT `above` FOREIGN KEY (`up`) REFERENCES `t` (`id`);
