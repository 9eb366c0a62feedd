ALTER TABLE `t`
    ADD COLUMN `a` int(11),
    ADD UNIQUE INDEX `ua` (`a`),
    ADD CONSTRAINT `CONSTRAINT_1` CHECK (`a` <> `id`);
