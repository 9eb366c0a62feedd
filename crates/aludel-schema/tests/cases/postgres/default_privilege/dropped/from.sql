create schema s;
alter default privileges grant select on tables to reader;
alter default privileges in schema s grant execute on functions to writer;
alter default privileges revoke execute on functions from public;
