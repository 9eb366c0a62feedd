ALTER TABLE `t`
    DROP CONSTRAINT `CONSTRAINT_1`,
    DROP CONSTRAINT `it's`,
    ADD CONSTRAINT `CONSTRAINT_1` CHECK (`a` > -1),
    ADD CONSTRAINT `it's` CHECK (`b` <> 'x"y' and `b` regexp '^[a-z]\\d*$');
