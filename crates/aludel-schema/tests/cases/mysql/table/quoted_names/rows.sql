INSERT INTO `odd name` VALUES (1,2);
