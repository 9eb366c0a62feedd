CREATE TABLE a_parent (
    id INTEGER PRIMARY KEY
);
CREATE TABLE z_child (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER REFERENCES a_parent (id)
);
CREATE TABLE z_grandchild (
    id INTEGER PRIMARY KEY,
    child_id INTEGER REFERENCES z_child (id)
);
