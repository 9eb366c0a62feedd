ALTER TABLE `t`
    DROP INDEX `kv`,
    DROP COLUMN `v`,
    DROP COLUMN `s`,
    ADD COLUMN `v` int(11) GENERATED ALWAYS AS (`a` + 1) STORED,
    ADD COLUMN `s` int(11) GENERATED ALWAYS AS (`a` + 1) VIRTUAL,
    ADD INDEX `kv` (`v`);
