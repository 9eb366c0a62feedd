CREATE FUNCTION `twice`(`a` int(11)) RETURNS int(11)
RETURN a * 2;
CREATE VIEW `v` AS
select `twice`(`t`.`a`) AS `b` from `t`;
