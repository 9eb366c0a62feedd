-- destroys data: table z_grandchild
DROP TABLE z_grandchild;
-- destroys data: table z_child
DROP TABLE z_child;
-- destroys data: table a_parent
DROP TABLE a_parent;
