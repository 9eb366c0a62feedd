-- rows that none of the new partitions takes stop this statement
ALTER TABLE `t` REORGANIZE PARTITION `a`, `a2` INTO (
    PARTITION `a` VALUES IN (1,5)
);
