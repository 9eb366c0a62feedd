CREATE TYPE pair AS (a integer, b text);
CREATE TABLE pairs OF pair (a WITH OPTIONS NOT NULL, b WITH OPTIONS DEFAULT 'x');
