DROP VIEW noted;
CREATE VIEW noted AS
SELECT id, note FROM orders WHERE note <> '';
CREATE TRIGGER adds INSTEAD OF INSERT ON noted
FOR EACH ROW
BEGIN
    INSERT INTO orders VALUES (new.id, new.note);
END;
