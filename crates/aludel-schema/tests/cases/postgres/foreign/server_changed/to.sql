create foreign data wrapper w;
create server s version '3' foreign data wrapper w options (dbname 'x');
