create foreign data wrapper w;
create server s foreign data wrapper w options (host 'a');
create user mapping for public server s options (user 'a');
create user mapping for reader server s;
