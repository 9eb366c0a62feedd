CREATE TABLE "Odd ""name" (id INTEGER PRIMARY KEY, "a column" TEXT, [select] TEXT);
CREATE INDEX "odd, index" ON "Odd ""name" ("a column");
CREATE TABLE "order" ("key" INTEGER PRIMARY KEY, "group" TEXT REFERENCES "Odd ""name" (id));
