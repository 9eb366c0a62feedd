SELECT rowid, title, body FROM search WHERE search MATCH 'words'
