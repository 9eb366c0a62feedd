ALTER TABLE `c`
    ADD INDEX `x` (`x`, `y`),
    ADD CONSTRAINT `c_ibfk_1` FOREIGN KEY (`x`, `y`) REFERENCES `p` (`a`, `b`);
