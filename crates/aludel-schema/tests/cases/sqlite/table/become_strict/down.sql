-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "every row of points is kept" CHECK (check_1)
);
-- SQLite alters this only by making points anew
CREATE TABLE new_points (
    x INTEGER,
    y INTEGER
);
INSERT INTO new_points (rowid, x, y)
SELECT rowid, x, y FROM points;
INSERT INTO temp.aludel_check (check_1)
SELECT (SELECT count(*) FROM new_points) = (SELECT count(*) FROM points);
DROP TABLE points;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_points RENAME TO points;
PRAGMA legacy_alter_table = OFF;
DROP TABLE temp.aludel_check;
PRAGMA foreign_keys = ON;
