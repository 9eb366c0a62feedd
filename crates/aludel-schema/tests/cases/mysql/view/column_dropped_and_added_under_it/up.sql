-- destroys data: column t.b
ALTER TABLE `t`
    DROP COLUMN `b`,
    ADD COLUMN `c` int(11),
    ALGORITHM=INSTANT;
CREATE OR REPLACE VIEW `v` AS
select `t`.`a` AS `a`,`t`.`c` AS `c` from `t`;
CREATE OR REPLACE VIEW `w` AS
select `v`.`c` AS `c` from `v`;
