CREATE UNIQUE INDEX CONCURRENTLY "The key, of it" ON "My schema"."Odd ""table" ("select", "Ünï");
ALTER TABLE "My schema"."Odd ""table" ADD CONSTRAINT "The key, of it" PRIMARY KEY USING INDEX "The key, of it";
