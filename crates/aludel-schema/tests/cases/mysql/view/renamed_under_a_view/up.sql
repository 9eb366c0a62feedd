DROP VIEW `w`;
RENAME TABLE `v` TO `u`;
CREATE VIEW `w` AS
select `u`.`a` AS `a` from `u`;
