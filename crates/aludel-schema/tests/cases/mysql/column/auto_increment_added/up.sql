-- column t.id: fill the rows in which it is NULL before this statement
ALTER TABLE `t`
    MODIFY COLUMN `id` int(11) NOT NULL AUTO_INCREMENT,
    ADD PRIMARY KEY (`id`);
