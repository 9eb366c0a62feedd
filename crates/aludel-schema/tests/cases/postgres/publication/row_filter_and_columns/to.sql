create table a (id int primary key, n int);
create table b (id int primary key);
create publication p for table a (id, n) where (n > 3), b with (publish = 'insert');
