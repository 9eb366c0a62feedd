create function e() returns event_trigger language plpgsql as 'begin end';
create event trigger et on ddl_command_end when tag in ('CREATE OPERATOR', 'DROP OPERATOR') execute function e();
alter event trigger et disable;
