ALTER TABLE `t`
    ADD COLUMN `b` int(11),
    ADD INDEX `a` (`a`),
    ALGORITHM=INPLACE, LOCK=NONE;
CREATE VIEW `v` AS
select `t`.`b` AS `b` from `t`;
