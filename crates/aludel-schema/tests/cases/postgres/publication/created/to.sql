create table a (id int primary key, n int);
create table b (id int primary key);
create publication p for table a, b with (publish = 'insert, update', publish_via_partition_root = true);
comment on publication p is 'out';
