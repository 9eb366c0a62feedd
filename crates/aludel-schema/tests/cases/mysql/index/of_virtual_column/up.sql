ALTER TABLE `t`
    ADD COLUMN `w` int(11),
    ADD INDEX `v` (`v`);
