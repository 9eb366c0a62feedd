create table a (id int primary key, n int);
create table b (id int primary key);
create publication p with (publish = 'insert', publish_via_partition_root);
