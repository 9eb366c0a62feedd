DROP INDEX a_note;
-- destroys data: column orders.note
ALTER TABLE orders DROP COLUMN note;
