ALTER TABLE `t`
    ADD COLUMN `up` int(11),
    ADD INDEX `above` (`up`),
    ADD CONSTRAINT `above` FOREIGN KEY (`up`) REFERENCES `t` (`id`);
