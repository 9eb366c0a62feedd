ALTER TABLE `t`
    DROP CONSTRAINT `small`,
    ADD CONSTRAINT `pos` CHECK (`a` > 0);
