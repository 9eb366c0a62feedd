-- column t.y: fill the rows in which it is NULL before this statement
ALTER TABLE `t`
    DROP PRIMARY KEY,
    MODIFY COLUMN `y` int(11) NOT NULL,
    ADD PRIMARY KEY (`id`, `y`)
PARTITION BY HASH (`y`)
PARTITIONS 2;
