create table t (id int constraint pk primary key, n int constraint n_check check (n > 0));
create index t_n on t (n);
comment on constraint n_check on t is 'above';
comment on constraint pk on t is 'key';
comment on index pk is 'the index of the key';
comment on index t_n is 'by n';
