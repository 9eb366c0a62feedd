-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
-- destroys data: table parents
DROP TABLE parents;
PRAGMA foreign_keys = ON;
