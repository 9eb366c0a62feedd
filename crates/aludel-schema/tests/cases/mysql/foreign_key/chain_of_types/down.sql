ALTER TABLE `b` DROP FOREIGN KEY `ba`, ALGORITHM=INSTANT;
-- column c.id: values of bigint(20) that do not fit int(11) stop this statement
ALTER TABLE `c`
    DROP FOREIGN KEY `cb`,
    MODIFY COLUMN `id` int(11) NOT NULL;
-- column a.id: values of bigint(20) that do not fit int(11) stop this statement
ALTER TABLE `a` MODIFY COLUMN `id` int(11) NOT NULL;
-- column b.id: values of bigint(20) that do not fit int(11) stop this statement
ALTER TABLE `b`
    MODIFY COLUMN `id` int(11) NOT NULL,
    ADD CONSTRAINT `ba` FOREIGN KEY (`id`) REFERENCES `a` (`id`);
ALTER TABLE `c` ADD CONSTRAINT `cb` FOREIGN KEY (`id`) REFERENCES `b` (`id`);
