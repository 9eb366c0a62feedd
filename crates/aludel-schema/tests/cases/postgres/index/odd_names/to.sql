CREATE TABLE "Odd ""t" ("select" integer, "Ünï" text);
CREATE UNIQUE INDEX "The index ON it" ON "Odd ""t" ("Ünï", "select" DESC) WHERE "select" > 0;
