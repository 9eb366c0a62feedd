-- destroys data: column t.b
ALTER TABLE `t`
    DROP COLUMN `b`,
    MODIFY COLUMN `g` int(11) GENERATED ALWAYS AS (`a` + `c`) VIRTUAL,
    ADD COLUMN `c` int(11);
