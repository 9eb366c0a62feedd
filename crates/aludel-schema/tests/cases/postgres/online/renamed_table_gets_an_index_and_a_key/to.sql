CREATE TABLE users (id integer NOT NULL, mail text, CONSTRAINT users_key UNIQUE (id), CONSTRAINT filled CHECK (mail <> ''));
