DROP VIEW `w`;
RENAME TABLE `u` TO `v`;
CREATE VIEW `w` AS
select `v`.`a` AS `a` from `v`;
