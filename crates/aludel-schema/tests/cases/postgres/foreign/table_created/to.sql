create foreign data wrapper w;
create server s foreign data wrapper w options (host 'a');
create foreign table ft (id int not null, "Name" text options (column_name 'n') collate "C", check (id > 0)) server s options (table_name 'x');
comment on foreign table ft is 'rows elsewhere';
comment on column ft.id is 'number';
