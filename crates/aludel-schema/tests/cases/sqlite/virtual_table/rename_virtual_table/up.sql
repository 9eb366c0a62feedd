ALTER TABLE search RENAME TO texts;
