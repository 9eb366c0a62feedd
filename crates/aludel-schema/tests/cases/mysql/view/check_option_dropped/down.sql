CREATE OR REPLACE VIEW `v` AS
select `users`.`id` AS `id`,`users`.`name` AS `name` from `users` where `users`.`id` > 1
WITH CASCADED CHECK OPTION;
