CREATE UNIQUE INDEX CONCURRENTLY "The index ON it" ON public."Odd ""t" ("Ünï", "select" DESC) WHERE ("select" > 0);
