CREATE VIEW `v` AS
select `t`.`a` AS `a`,sum(`u`.`c`) over ( partition by `t`.`b` order by `t`.`a`) AS `s` from (`t` left join `u` on(`t`.`a` = `u`.`a`)) union all select `x`.`a` AS `a`,1 AS `1` from (select `u`.`a` AS `a` from `u` group by `u`.`a` having count(0) > 1) `x` order by `a` limit 5;
