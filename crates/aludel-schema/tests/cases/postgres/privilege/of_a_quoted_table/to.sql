create table "T t" ("C c" int);
grant select on "T t" to reader;
grant update ("C c") on "T t" to writer;
