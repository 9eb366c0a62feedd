CREATE FUNCTION five() RETURNS integer LANGUAGE sql AS 'SELECT 5';
CREATE TABLE orders (id integer NOT NULL, total integer DEFAULT five());
