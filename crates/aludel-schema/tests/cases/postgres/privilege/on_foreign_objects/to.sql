create foreign data wrapper w;
create server s foreign data wrapper w options (host 'a');
create foreign table ft (id int) server s;
grant usage on foreign data wrapper w to reader;
grant usage on foreign server s to writer;
grant select on ft to reader;
