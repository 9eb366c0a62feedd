create table t (id int constraint pk primary key, n int constraint n_check check (n > 0));
create index t_n on t (n);
