CREATE TABLE statuses (name text PRIMARY KEY);
CREATE TABLE tasks (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, status text NOT NULL DEFAULT 'new' REFERENCES statuses, due date, CONSTRAINT done CHECK (status <> 'done' OR due IS NOT NULL));
CREATE INDEX tasks_open_idx ON tasks (due) WHERE status = 'new';
CREATE VIEW open_tasks AS SELECT id, due FROM tasks WHERE status = 'new';
CREATE FUNCTION finish(t tasks) RETURNS text LANGUAGE sql AS $$ SELECT 'done' $$;
