SELECT s.rowid, p.title FROM search s JOIN posts p ON p.rowid = s.rowid WHERE search MATCH 'word'
