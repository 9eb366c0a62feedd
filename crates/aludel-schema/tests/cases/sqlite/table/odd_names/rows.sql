INSERT INTO "Odd ""name" VALUES (1, 'a', 'b');
INSERT INTO "order" VALUES (1, 1);
