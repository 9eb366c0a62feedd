DROP VIEW `v`;
RENAME TABLE `t` TO `n`;
CREATE VIEW `v` AS
select `n`.`a` AS `a` from `n`;
