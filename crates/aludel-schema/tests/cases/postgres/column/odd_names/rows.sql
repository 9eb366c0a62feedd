INSERT INTO "Odd ""schema"""."Odd ""table""" VALUES (1, 2);
