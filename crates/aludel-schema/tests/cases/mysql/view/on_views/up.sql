CREATE VIEW `b` AS
select `users`.`id` AS `id`,`users`.`name` AS `name` from `users`;
CREATE VIEW `a` AS
select `b`.`id` AS `id` from (`b` join `users` `u` on(`b`.`id` = `u`.`id`));
