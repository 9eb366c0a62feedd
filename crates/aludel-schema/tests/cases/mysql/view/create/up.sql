CREATE VIEW `v` AS
select `users`.`id` AS `id`,ucase(`users`.`name`) AS `name` from `users` where `users`.`name` <> 'users.name `users`';
