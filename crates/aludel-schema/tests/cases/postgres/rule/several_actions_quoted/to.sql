create table t (id int primary key, name text, n int);
create table "Log ;x" (id int);
create rule "Rule on TO" as on update to t do also (insert into "Log ;x" values (old.id); delete from "Log ;x" where id = 3);
