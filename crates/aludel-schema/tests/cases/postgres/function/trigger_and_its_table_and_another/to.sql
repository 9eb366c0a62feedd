CREATE TABLE log (at timestamptz, what text);
CREATE TABLE a_orders (id integer);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    line log%ROWTYPE;
BEGIN
    line.what := 'order';
    INSERT INTO log VALUES (now(), line.what);
    RETURN NEW;
END $$;
CREATE TRIGGER note AFTER INSERT ON a_orders FOR EACH ROW EXECUTE FUNCTION note();
