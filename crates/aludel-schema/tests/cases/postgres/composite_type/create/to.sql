CREATE TYPE point2 AS (x integer, y numeric(10,2));
CREATE TYPE "Odd ""type" AS ("Odd ""name" text COLLATE "C", many point2[]);
CREATE TYPE nothing AS ();
CREATE TABLE t (p point2);
