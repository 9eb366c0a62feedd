CREATE OR REPLACE DEFINER = `aludel`@`%` VIEW `v` AS
select `t`.`a` AS `a` from `t`;
