-- destroys data: table v
DROP TABLE `v`;
CREATE VIEW `v` AS
select 1 AS `a`;
