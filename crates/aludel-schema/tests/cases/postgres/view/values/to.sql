create view colours (name, code) as values ('red', 1), ('blue', 2);
