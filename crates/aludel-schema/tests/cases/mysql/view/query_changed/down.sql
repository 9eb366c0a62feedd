CREATE OR REPLACE VIEW `v` AS
select `users`.`id` AS `id` from `users`;
