create foreign data wrapper w;
create server s foreign data wrapper w options (host 'a');
create foreign table ft (id bigint, n int options (a 'y', b 'z'), new text) server s;
