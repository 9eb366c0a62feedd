create type e as enum ('a');
create domain d as int;
