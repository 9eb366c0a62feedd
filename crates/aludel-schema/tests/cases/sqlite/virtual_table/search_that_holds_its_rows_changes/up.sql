CREATE VIRTUAL TABLE new_search USING fts5 (
    title,
    body,
    tokenize='porter ascii'
);
INSERT INTO new_search (rowid, title, body)
SELECT rowid, title, body FROM search;
DROP TABLE search;
ALTER TABLE new_search RENAME TO search;
