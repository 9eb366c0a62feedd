-- column t.b: fill the rows in which it is NULL before this statement
ALTER TABLE `t`
    DROP PRIMARY KEY,
    MODIFY COLUMN `b` int(11) NOT NULL,
    ADD PRIMARY KEY (`b`, `a`),
    ALGORITHM=INPLACE, LOCK=NONE;
