ALTER TABLE `t`
    DROP INDEX `f`,
    ADD INDEX `f` ((upper(`a`)), `b` DESC),
    ADD UNIQUE INDEX `g` (((`b` + 1)));
