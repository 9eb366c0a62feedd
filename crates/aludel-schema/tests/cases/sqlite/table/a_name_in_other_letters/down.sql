-- destroys data: column Orders.more
ALTER TABLE Orders DROP COLUMN more;
