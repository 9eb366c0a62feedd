CREATE SCHEMA "My schema";
CREATE TABLE "My schema"."Odd ""table" ("select" integer NOT NULL, "Ünï" text NOT NULL, CONSTRAINT "The key, of it" PRIMARY KEY ("select", "Ünï"));
