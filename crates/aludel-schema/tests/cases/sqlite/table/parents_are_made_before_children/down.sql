-- destroys data: table a_child
DROP TABLE a_child;
-- destroys data: table z_parent
DROP TABLE z_parent;
