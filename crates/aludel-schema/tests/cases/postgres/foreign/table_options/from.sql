create foreign data wrapper w;
create server s foreign data wrapper w options (host 'a');
create foreign table ft (id int) server s options (a '1', b '2');
