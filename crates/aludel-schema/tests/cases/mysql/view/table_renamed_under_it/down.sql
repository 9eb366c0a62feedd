DROP VIEW `v`;
RENAME TABLE `n` TO `t`;
CREATE VIEW `v` AS
select `t`.`a` AS `a` from `t`;
