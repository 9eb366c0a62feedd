create table t (id int primary key, name text, n int);
create table log (n int);
create rule note as on insert to t do also insert into log values (new.n);
