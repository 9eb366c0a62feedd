CREATE SEQUENCE user_numbers AS integer;
CREATE TABLE users (id integer DEFAULT nextval('user_numbers') PRIMARY KEY, name text);
ALTER SEQUENCE user_numbers OWNED BY users.id;
