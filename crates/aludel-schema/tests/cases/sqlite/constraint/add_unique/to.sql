CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE, tenant TEXT, CONSTRAINT one UNIQUE (tenant, email));
