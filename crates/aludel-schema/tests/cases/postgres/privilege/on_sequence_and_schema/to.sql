create sequence q;
create schema s;
grant usage on sequence q to reader;
grant usage, create on schema s to writer;
