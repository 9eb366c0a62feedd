create foreign data wrapper w;
create server s type 'x' foreign data wrapper w options (host 'a');
