ALTER TABLE `c`
    ADD COLUMN `n` int(11),
    ADD INDEX `f` (`pid`),
    ADD CONSTRAINT `f` FOREIGN KEY (`pid`) REFERENCES `p` (`id`);
CREATE VIEW `v` AS
select `c`.`n` AS `n` from `c`;
