CREATE VIEW z_view (id, "a note") AS
SELECT id, note FROM orders;
CREATE VIEW a_view AS
SELECT id FROM z_view WHERE id > 1;
