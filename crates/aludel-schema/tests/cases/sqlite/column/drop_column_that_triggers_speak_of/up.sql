DROP TRIGGER logs;
DROP TRIGGER faxes;
CREATE TRIGGER logs AFTER INSERT ON log
FOR EACH ROW
BEGIN
    UPDATE orders SET note = new.what;
END;
-- destroys data: column orders.fax
ALTER TABLE orders DROP COLUMN fax;
