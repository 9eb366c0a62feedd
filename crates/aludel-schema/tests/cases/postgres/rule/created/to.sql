create table t (id int primary key, name text, n int);
create table log (id int);
create rule note as on insert to t where new.id > 3 do also insert into log values (new.id);
