CREATE TABLE "Odd ""name" (id INTEGER PRIMARY KEY, "a column" TEXT NOT NULL DEFAULT '', "select" TEXT, "it's" TEXT);
CREATE INDEX "odd, index" ON "Odd ""name" ("a column");
CREATE TABLE "order" ("key" INTEGER PRIMARY KEY, "group" INTEGER REFERENCES "Odd ""name" (id));
