ALTER TABLE `t`
    DROP CONSTRAINT `pos`,
    ADD CONSTRAINT `small` CHECK (`a` < 9);
