-- column c.pid: values of bigint(20) that do not fit int(11) stop this statement
ALTER TABLE `c`
    DROP FOREIGN KEY `f`,
    MODIFY COLUMN `pid` int(11);
-- column p.id: values of bigint(20) that do not fit int(11) stop this statement
ALTER TABLE `p` MODIFY COLUMN `id` int(11) NOT NULL;
ALTER TABLE `c` ADD CONSTRAINT `f` FOREIGN KEY (`pid`) REFERENCES `p` (`id`);
