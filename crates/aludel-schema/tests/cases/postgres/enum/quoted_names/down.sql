-- destroys data: value 'Odd ''value' of enum Odd "schema.Odd "name
-- rows that hold what goes must hold something else before, as by:
-- UPDATE "Odd ""schema"."Odd ""table" SET "Odd ""column" = … WHERE "Odd ""column" IN ('Odd ''value');
ALTER TYPE "Odd ""schema"."Odd ""name" RENAME TO "Odd ""name_old";
CREATE TYPE "Odd ""schema"."Odd ""name" AS ENUM ('a', 'b');
ALTER TABLE "Odd ""schema"."Odd ""table" ALTER COLUMN "Odd ""column" TYPE "Odd ""schema"."Odd ""name" USING "Odd ""column"::text::"Odd ""schema"."Odd ""name";
DROP TYPE "Odd ""schema"."Odd ""name_old";
