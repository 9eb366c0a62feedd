CREATE SCHEMA "Odd ""schema";
CREATE TYPE "Odd ""schema"."Odd ""name" AS ENUM ('a', 'b');
CREATE TABLE "Odd ""schema"."Odd ""table" ("Odd ""column" "Odd ""schema"."Odd ""name");
