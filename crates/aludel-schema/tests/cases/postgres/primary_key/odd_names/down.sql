ALTER TABLE "My schema"."Odd ""table" DROP CONSTRAINT "The key, of it";
