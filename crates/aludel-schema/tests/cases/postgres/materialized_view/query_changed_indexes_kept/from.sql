create table t (id int primary key, name text, n int);
create materialized view m as select id, n from t;
create unique index m_id on m (id);
create index m_n on m (n) where n > 3;
comment on materialized view m is 'made';
comment on column m.n is 'number';
comment on index m_n is 'an index';
