INSERT INTO a_parent VALUES (1);
INSERT INTO z_child VALUES (1, 1);
INSERT INTO z_grandchild VALUES (1, 1);
