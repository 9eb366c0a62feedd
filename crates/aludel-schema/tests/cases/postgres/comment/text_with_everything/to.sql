create table t (id int primary key, name text, n int);
comment on table t is E'two\nlines; -- no comment\n\\ and ''quotes'' and $$ and ü\t';
