CREATE TRIGGER guard BEFORE UPDATE OF note, state ON orders
FOR EACH ROW WHEN old.state = 'done' AND CASE WHEN new.note IS NULL THEN 1 ELSE 0 END
BEGIN
    SELECT RAISE(ABORT, 'it is done; leave it');
    INSERT INTO log (what)
    VALUES (CASE WHEN new.note = ';' THEN 'a' ELSE 'b' END);
    UPDATE orders SET state = 'x' WHERE id = new.id;
    DELETE FROM log WHERE what IN (SELECT note FROM orders);
    INSERT OR REPLACE INTO log
    SELECT note
    FROM orders
    WHERE TRUE ON CONFLICT DO NOTHING;
END;
