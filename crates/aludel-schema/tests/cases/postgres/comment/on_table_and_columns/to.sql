create table t (id int primary key, name text, n int);
comment on table t is 'rows of t';
comment on column t.name is 'its ''name''';
