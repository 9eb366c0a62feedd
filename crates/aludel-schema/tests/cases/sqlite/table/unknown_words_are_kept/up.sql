-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "t has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of t is kept" CHECK (check_2)
);
-- SQLite alters this only by making t anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('t')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 't' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('a'), ('b'), ('c'), ('d'), ('e'), ('f'), ('g'), ('h'), ('i')
);
CREATE TABLE new_t (
    a UNSIGNED BIG INT,
    b NATIVE CHARACTER(70),
    c DOUBLE PRECISION,
    d FLOATING POINT,
    e STRING,
    f DATETIME,
    g NUMERIC(10, -2) CHECK (g > 0),
    h,
    i TEXT
);
INSERT INTO new_t (rowid, a, b, c, d, e, f, g, h, i)
SELECT rowid, a, b, c, d, e, f, g, h, i FROM t;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_t) = (SELECT count(*) FROM t);
DROP TABLE t;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
DROP TABLE temp.aludel_check;
PRAGMA foreign_keys = ON;
