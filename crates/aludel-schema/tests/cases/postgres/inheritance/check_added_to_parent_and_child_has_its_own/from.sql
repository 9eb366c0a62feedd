CREATE TABLE parent (id integer);
CREATE TABLE child (note text, CONSTRAINT positive CHECK (id > 0)) INHERITS (parent);
