CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY INVOKER VIEW `v` AS
select `users`.`id` AS `id`,`users`.`name` AS `name` from `users` where `users`.`id` > 1
WITH LOCAL CHECK OPTION;
