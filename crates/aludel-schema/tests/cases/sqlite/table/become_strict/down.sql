-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "points has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of points is kept" CHECK (check_2)
);
-- SQLite alters this only by making points anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('points')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'points' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('x'), ('y')
);
CREATE TABLE new_points (
    x INTEGER,
    y INTEGER
);
INSERT INTO new_points (rowid, x, y)
SELECT rowid, x, y FROM points;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_points) = (SELECT count(*) FROM points);
DROP TABLE points;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_points RENAME TO points;
PRAGMA legacy_alter_table = OFF;
DROP TABLE temp.aludel_check;
PRAGMA foreign_keys = ON;
