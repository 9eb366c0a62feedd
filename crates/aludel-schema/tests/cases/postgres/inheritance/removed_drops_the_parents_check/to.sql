CREATE TABLE z_parent (id integer, CONSTRAINT positive CHECK (id > 0));
CREATE TABLE child (id integer, note text);
