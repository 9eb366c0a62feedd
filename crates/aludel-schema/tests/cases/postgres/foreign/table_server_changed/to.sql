create foreign data wrapper w;
create server s foreign data wrapper w options (host 'a');
create server r foreign data wrapper w;
create foreign table ft (id int) server r;
create view v as select id from ft;
