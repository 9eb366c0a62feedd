CREATE TABLE departments (id text PRIMARY KEY, number integer UNIQUE, head bigint, parent integer REFERENCES departments (number));
CREATE TABLE people (id bigint PRIMARY KEY, department integer NOT NULL REFERENCES departments (number), boss bigint REFERENCES people ON DELETE SET NULL);
ALTER TABLE departments ADD CONSTRAINT departments_head_fkey FOREIGN KEY (head) REFERENCES people DEFERRABLE INITIALLY DEFERRED;
