CREATE TYPE status AS ENUM ('new', 'done');
CREATE TABLE tasks (id serial PRIMARY KEY, status status NOT NULL DEFAULT 'new', due date, CONSTRAINT done CHECK (status <> 'done' OR due IS NOT NULL));
CREATE INDEX tasks_open_idx ON tasks (due) WHERE status = 'new';
CREATE VIEW open_tasks AS SELECT id, due FROM tasks WHERE status = 'new';
CREATE FUNCTION finish(t tasks) RETURNS status LANGUAGE sql AS $$ SELECT 'done'::status $$;
