SELECT _rowid_, body FROM notes
