CREATE TABLE notes (body TEXT NOT NULL, rowid TEXT);
