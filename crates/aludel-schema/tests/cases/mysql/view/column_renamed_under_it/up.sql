DROP VIEW `v`;
ALTER TABLE `t` RENAME COLUMN `a` TO `z`;
CREATE VIEW `v` AS
select `t`.`z` AS `a` from `t`;
