create type e as enum ('a');
create domain d as int;
revoke usage on type e from public;
grant usage on type e to reader;
grant usage on domain d to writer;
