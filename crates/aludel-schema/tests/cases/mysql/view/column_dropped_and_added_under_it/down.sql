-- destroys data: column t.c
ALTER TABLE `t`
    DROP COLUMN `c`,
    ADD COLUMN `b` int(11),
    ALGORITHM=INSTANT;
CREATE OR REPLACE VIEW `v` AS
select `t`.`a` AS `a`,`t`.`b` AS `b` from `t`;
CREATE OR REPLACE VIEW `w` AS
select `v`.`b` AS `b` from `v`;
