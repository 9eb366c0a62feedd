create foreign data wrapper w;
create server "S s" type 'pg' version '12' foreign data wrapper w options (host 'a', "Port p" '1');
comment on server "S s" is 'there';
