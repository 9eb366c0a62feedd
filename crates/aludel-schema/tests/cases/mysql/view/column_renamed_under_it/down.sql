DROP VIEW `v`;
ALTER TABLE `t` RENAME COLUMN `z` TO `a`;
CREATE VIEW `v` AS
select `t`.`a` AS `a` from `t`;
