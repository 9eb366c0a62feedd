CREATE OR REPLACE VIEW `v` AS
select `users`.`name` AS `name` from `users`;
