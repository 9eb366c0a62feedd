CREATE TABLE departments (id integer PRIMARY KEY, head integer, parent integer REFERENCES departments);
CREATE TABLE people (id integer PRIMARY KEY, department integer NOT NULL REFERENCES departments, boss integer REFERENCES people);
ALTER TABLE departments ADD CONSTRAINT departments_head_fkey FOREIGN KEY (head) REFERENCES people DEFERRABLE INITIALLY DEFERRED;
