CREATE SCHEMA "Odd ""schema""";
CREATE TABLE "Odd ""schema"""."Odd ""table""" ("Odd ""column""" integer, "select" integer);
