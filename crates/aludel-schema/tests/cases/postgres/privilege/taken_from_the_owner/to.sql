create table t (id int primary key, name text, n int);
revoke insert on t from current_user;
