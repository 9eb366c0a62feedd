CREATE OR REPLACE ALGORITHM = TEMPTABLE VIEW `v` AS
select `t`.`a` AS `a` from `t`;
