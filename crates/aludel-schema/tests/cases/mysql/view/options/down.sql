CREATE OR REPLACE VIEW `v` AS
select `users`.`id` AS `id`,`users`.`name` AS `name` from `users`;
