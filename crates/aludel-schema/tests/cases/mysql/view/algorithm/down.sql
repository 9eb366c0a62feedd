CREATE OR REPLACE ALGORITHM = MERGE VIEW `v` AS
select `t`.`a` AS `a` from `t`;
