create table "T t" ("C c" int);
