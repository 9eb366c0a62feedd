CREATE TABLE child (id integer, note text);
