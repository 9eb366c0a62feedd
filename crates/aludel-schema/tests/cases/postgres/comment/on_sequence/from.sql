create sequence q;
create table t (id int generated always as identity, s serial);
