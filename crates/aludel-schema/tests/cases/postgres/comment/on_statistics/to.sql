create table t (id int primary key, name text, n int);
create statistics st on id, n from t;
comment on statistics st is 'together';
