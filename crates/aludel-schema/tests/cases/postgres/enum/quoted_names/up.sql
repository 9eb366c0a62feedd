ALTER TYPE "Odd ""schema"."Odd ""name" RENAME TO "Odd ""name_old";
CREATE TYPE "Odd ""schema"."Odd ""name" AS ENUM ('b', 'Odd ''value', 'a');
ALTER TABLE "Odd ""schema"."Odd ""table" ALTER COLUMN "Odd ""column" TYPE "Odd ""schema"."Odd ""name" USING "Odd ""column"::text::"Odd ""schema"."Odd ""name";
DROP TYPE "Odd ""schema"."Odd ""name_old";
