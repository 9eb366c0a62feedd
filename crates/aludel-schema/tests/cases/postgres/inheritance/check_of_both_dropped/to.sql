CREATE TABLE z_parent (id integer);
CREATE TABLE child (id integer, note text) INHERITS (z_parent);
