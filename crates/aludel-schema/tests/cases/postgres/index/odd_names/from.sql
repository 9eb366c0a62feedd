CREATE TABLE "Odd ""t" ("select" integer, "Ünï" text);
