-- destroys data: column Odd "schema".Odd "table".Ünïcode; --
-- column Odd "schema".Odd "table".Odd "column": fails where a value is no integer
ALTER TABLE "Odd ""schema"""."Odd ""table"""
    ALTER COLUMN "Odd ""column""" DROP DEFAULT,
    ALTER COLUMN "Odd ""column""" TYPE integer USING "Odd ""column"""::integer,
    ALTER COLUMN "Odd ""column""" DROP NOT NULL,
    ADD COLUMN "select" integer,
    DROP COLUMN "Ünïcode; --"
;
