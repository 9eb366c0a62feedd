-- column t.a: no row may hold 'z'
-- column t.b: no row may hold 'q'
ALTER TABLE `t`
    MODIFY COLUMN `a` enum('x','y'),
    MODIFY COLUMN `b` set('p');
