CREATE TABLE people (id integer PRIMARY KEY);
CREATE TABLE days (day date NOT NULL, note text, person integer, CONSTRAINT days_pkey PRIMARY KEY (day), CONSTRAINT days_person_fkey FOREIGN KEY (person) REFERENCES people (id)) PARTITION BY RANGE (day);
CREATE INDEX days_note_idx ON days (note);
CREATE TABLE days_20 PARTITION OF days FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
