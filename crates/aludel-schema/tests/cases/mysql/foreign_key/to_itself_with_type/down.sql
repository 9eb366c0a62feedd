-- column t.id: values of bigint(20) that do not fit int(11) stop this statement
-- column t.up: values of bigint(20) that do not fit int(11) stop this statement
ALTER TABLE `t`
    DROP FOREIGN KEY `above`,
    MODIFY COLUMN `id` int(11) NOT NULL,
    MODIFY COLUMN `up` int(11);
ALTER TABLE `t` ADD CONSTRAINT `above` FOREIGN KEY (`up`) REFERENCES `t` (`id`);
