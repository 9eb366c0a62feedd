ALTER TABLE `c`
    ADD COLUMN `pid` int(11),
    ADD COLUMN `x` int(11),
    ADD INDEX `f` (`pid`),
    ADD CONSTRAINT `f` FOREIGN KEY (`pid`) REFERENCES `p` (`id`);
