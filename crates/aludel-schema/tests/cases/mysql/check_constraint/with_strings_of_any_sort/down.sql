-- destroys data: column t.d
ALTER TABLE `t`
    DROP CHECK `c`,
    DROP COLUMN `g`,
    DROP COLUMN `d`;
