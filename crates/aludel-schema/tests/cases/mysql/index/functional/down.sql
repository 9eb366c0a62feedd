ALTER TABLE `t`
    DROP INDEX `g`,
    DROP INDEX `f`,
    ADD INDEX `f` ((concat(`a`,_utf8mb4'it\'s \\')), `b` DESC);
