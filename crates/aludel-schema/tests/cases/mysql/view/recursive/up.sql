CREATE VIEW `v` AS
with recursive n as (select 1 AS `i` union all select `n`.`i` + 1 AS `i + 1` from `n` where `n`.`i` < 5)select `n`.`i` AS `i`,(select max(`users`.`id`) from `users`) AS `m` from `n`;
