ALTER TABLE `t`
    DROP INDEX `kab`,
    ADD COLUMN `a` int(11),
    ADD INDEX `kab` (`a`, `b`),
    ADD UNIQUE INDEX `ua` (`a`),
    ADD CONSTRAINT `CONSTRAINT_1` CHECK (`a` <> `id`);
