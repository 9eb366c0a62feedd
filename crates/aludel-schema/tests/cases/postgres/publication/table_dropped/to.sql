create table b (id int primary key);
create publication p for table b;
