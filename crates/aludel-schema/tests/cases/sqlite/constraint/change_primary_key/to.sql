CREATE TABLE tags (name TEXT, note TEXT, CONSTRAINT tags_pk PRIMARY KEY (name, note DESC));
