CREATE TABLE t (a varchar(20), b int, KEY f ((upper(a)), b DESC), UNIQUE KEY g ((b + 1)));
