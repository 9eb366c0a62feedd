INSERT INTO log VALUES (1, '2025-05-05', 'x'), (2, '2026-05-05', 'a'), (3, '2026-06-06', 'b');
INSERT INTO note VALUES ('2025-05-05', 'x');
