-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "nodes has nothing else that would be lost" CHECK (check_1),
    check_2 CONSTRAINT "every row of nodes is kept" CHECK (check_2),
    check_3 CONSTRAINT "every foreign key leads to a row" CHECK (check_3)
);
CREATE TEMP TABLE aludel_orphans AS
SELECT "table", rowid, parent FROM pragma_foreign_key_check('nodes');
-- SQLite alters this only by making nodes anew.
INSERT INTO temp.aludel_check (check_1)
SELECT NOT EXISTS (
    SELECT name FROM pragma_table_xinfo('nodes')
    UNION SELECT name FROM sqlite_schema WHERE tbl_name = 'nodes' AND type <> 'table' AND sql NOT NULL
    EXCEPT VALUES ('id'), ('parent_id'), ('name')
);
CREATE TABLE new_nodes (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER REFERENCES nodes (id) ON DELETE CASCADE,
    name TEXT CHECK (length(name) > 0)
);
INSERT INTO new_nodes (id, parent_id, name)
SELECT id, parent_id, name FROM nodes;
INSERT INTO temp.aludel_check (check_2)
SELECT (SELECT count(*) FROM new_nodes) = (SELECT count(*) FROM nodes);
DROP TABLE nodes;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_nodes RENAME TO nodes;
PRAGMA legacy_alter_table = OFF;
INSERT INTO temp.aludel_check (check_3)
SELECT NOT EXISTS (
    SELECT "table", rowid, parent FROM pragma_foreign_key_check('nodes')
    EXCEPT SELECT * FROM temp.aludel_orphans
);
DROP TABLE temp.aludel_check;
DROP TABLE temp.aludel_orphans;
PRAGMA foreign_keys = ON;
