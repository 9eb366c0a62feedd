SELECT id, rowid FROM users
