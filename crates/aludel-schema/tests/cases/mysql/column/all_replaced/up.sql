-- destroys data: column t.a
-- destroys data: column t.b
ALTER TABLE `t`
    DROP COLUMN `a`,
    DROP COLUMN `b`,
    ADD COLUMN `c` int(11),
    ADD COLUMN `d` int(11),
    ALGORITHM=INSTANT;
