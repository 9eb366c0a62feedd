ALTER TABLE `c`
    ADD INDEX `pid` (`pid`),
    ADD CONSTRAINT `c_ibfk_1` FOREIGN KEY (`pid`) REFERENCES `p` (`id`);
