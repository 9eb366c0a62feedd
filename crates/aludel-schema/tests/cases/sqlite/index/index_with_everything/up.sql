CREATE UNIQUE INDEX all_of_it ON orders (note COLLATE NOCASE DESC, lower(note), total + 1) WHERE total > 0 AND note IS NOT NULL;
