create schema "Odd";
create table "Odd"."a ""b""" ("select" int, "C d" text);
create view "Odd"."view" as select "select", "C d" as "E.f" from "Odd"."a ""b""";
comment on column "Odd"."view"."E.f" is $$it's "odd" \ here$$;
comment on view "Odd"."view" is 'two
-- lines';
