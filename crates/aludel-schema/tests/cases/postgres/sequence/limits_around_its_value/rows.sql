SELECT setval('tickets', 50);
