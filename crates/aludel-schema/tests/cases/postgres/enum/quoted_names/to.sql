CREATE SCHEMA "Odd ""schema";
CREATE TYPE "Odd ""schema"."Odd ""name" AS ENUM ('b', 'Odd ''value', 'a');
CREATE TABLE "Odd ""schema"."Odd ""table" ("Odd ""column" "Odd ""schema"."Odd ""name");
