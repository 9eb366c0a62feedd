create table t (id int primary key, name text, n int);
create materialized view m as select id, n from t;
create index m_n on m (n);
