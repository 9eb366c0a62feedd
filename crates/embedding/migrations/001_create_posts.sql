-- revision: 001
-- revises: none
--
-- create posts

-- upgrade
CREATE TABLE posts (id integer PRIMARY KEY, title varchar(200) NOT NULL);

-- downgrade
DROP TABLE posts;
