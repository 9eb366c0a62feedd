ALTER TABLE `t`
    MODIFY COLUMN `a` enum('x','y','z'),
    MODIFY COLUMN `b` set('p','q'),
    ALGORITHM=INSTANT;
