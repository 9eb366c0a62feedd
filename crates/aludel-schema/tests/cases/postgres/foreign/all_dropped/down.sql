CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'a');
-- a password is never written here: add it where secrets are kept
CREATE USER MAPPING FOR PUBLIC SERVER s;
CREATE FOREIGN TABLE public.ft (
    id integer
) SERVER s;
