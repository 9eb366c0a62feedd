CREATE OR REPLACE DEFINER = `root`@`localhost` VIEW `v` AS
select `t`.`a` AS `a` from `t`;
