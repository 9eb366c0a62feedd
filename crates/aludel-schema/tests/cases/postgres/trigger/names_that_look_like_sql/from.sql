create table "a ON public.b" ("ON x" int, "EXECUTE" text);
create function f() returns trigger language plpgsql as 'begin return new; end';
