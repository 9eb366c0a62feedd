create type e as enum ('a');
create domain d as int constraint positive check (value > 0);
create type c as (a int, b text);
create type r as range (subtype = int);
