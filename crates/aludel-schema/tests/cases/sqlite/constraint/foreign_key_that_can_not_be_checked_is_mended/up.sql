-- Else dropping a table would delete what refers to its rows.
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE aludel_check (
    check_1 CONSTRAINT "every row of users is kept" CHECK (check_1),
    check_2 CONSTRAINT "every foreign key leads to a row" CHECK (check_2)
);
-- SQLite alters this only by making users anew
CREATE TABLE new_users (
    id INTEGER PRIMARY KEY,
    email TEXT UNIQUE
);
INSERT INTO new_users (id, email)
SELECT id, email FROM users;
INSERT INTO temp.aludel_check (check_1)
SELECT (SELECT count(*) FROM new_users) = (SELECT count(*) FROM users);
DROP TABLE users;
PRAGMA legacy_alter_table = ON;
ALTER TABLE new_users RENAME TO users;
PRAGMA legacy_alter_table = OFF;
INSERT INTO temp.aludel_check (check_2)
SELECT NOT EXISTS (
    SELECT "table", rowid, parent FROM pragma_foreign_key_check('logins')
);
DROP TABLE temp.aludel_check;
PRAGMA foreign_keys = ON;
