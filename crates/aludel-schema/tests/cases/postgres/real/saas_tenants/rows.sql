INSERT INTO app.tenants (slug) VALUES ('a');
INSERT INTO app.members SELECT id, 1, 'admin' FROM app.tenants;
