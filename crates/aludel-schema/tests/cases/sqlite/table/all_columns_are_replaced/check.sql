SELECT b FROM notes
