INSERT INTO projects VALUES (1, 'a');
INSERT INTO p_ci_builds VALUES (1, 101, 1, 'ok', 'x');
