-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
-- destroys data: table eggs
DROP TABLE eggs;
-- destroys data: table hens
DROP TABLE hens;
PRAGMA foreign_keys = ON;
