create foreign data wrapper w;
create server s foreign data wrapper w options (host 'a');
create foreign table ft (id int, gone text, n int options (a 'x')) server s;
