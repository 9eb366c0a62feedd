-- destroys data: column t.c
ALTER TABLE `t`
    DROP COLUMN `c`,
    MODIFY COLUMN `g` int(11) GENERATED ALWAYS AS (`b` + 1) VIRTUAL,
    ADD COLUMN `b` int(11);
