-- rows that none of the new partitions takes stop this statement
ALTER TABLE `t` REORGANIZE PARTITION `a` INTO (
    PARTITION `a` VALUES IN (1,5,6),
    PARTITION `a2` VALUES IN (NULL,7)
);
