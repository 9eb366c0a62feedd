create sequence q;
create table t (id int generated always as identity, s serial);
comment on sequence q is 'free';
comment on sequence t_s_seq is 'owned';
comment on sequence t_id_seq is 'inner';
