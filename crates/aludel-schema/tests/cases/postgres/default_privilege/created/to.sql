create schema s;
alter default privileges grant select on tables to reader;
alter default privileges in schema s grant usage on sequences to writer with grant option;
alter default privileges revoke execute on functions from public;
alter default privileges for role keeper grant usage on types to reader;
