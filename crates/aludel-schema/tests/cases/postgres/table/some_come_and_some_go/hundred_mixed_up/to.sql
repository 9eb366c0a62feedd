CREATE TABLE b (id bigint); CREATE TABLE d (id integer); CREATE TABLE e (id integer);
