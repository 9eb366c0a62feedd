create schema "Odd";
create table "Odd"."a ""b""" ("select" int, "C d" text);
