CREATE SCHEMA "Odd ""name";
CREATE EXTENSION hstore WITH SCHEMA "Odd ""name";
CREATE TABLE items (attributes "Odd ""name".hstore);
