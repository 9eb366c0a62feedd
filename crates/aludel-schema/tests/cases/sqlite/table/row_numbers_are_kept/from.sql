CREATE TABLE notes (body TEXT, rowid TEXT);
