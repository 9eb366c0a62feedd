CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE orders (number integer);
CREATE TABLE late_table (number integer);
CREATE FUNCTION a_copy(n integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    found orders%ROWTYPE;
    number orders.number%TYPE;
    state mood := 'ok';
BEGIN
    SELECT * INTO found FROM late_table;
END $$;
