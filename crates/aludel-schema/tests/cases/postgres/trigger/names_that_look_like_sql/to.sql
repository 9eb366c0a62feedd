create table "a ON public.b" ("ON x" int, "EXECUTE" text);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger "T ON public.""q" after insert or update of "ON x", "EXECUTE" on "a ON public.b" for each row when (new."ON x" > 1) execute function f(' ON public.t ');
