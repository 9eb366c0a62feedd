CREATE VIEW `v` AS
select concat(`t`.`a`,'\\','it\'s','é') AS `c`,`t`.`d` + interval 1 day AS `e`,case when `t`.`a` like 'x\\_%' then 1 else 2 end AS `f`,cast(`t`.`a` as char(5) charset latin1) AS `g` from `t` where `t`.`a` in ('a','b') or `t`.`d` between '2020-01-01' and current_timestamp();
