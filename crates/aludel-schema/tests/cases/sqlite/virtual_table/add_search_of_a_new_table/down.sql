DROP TABLE a_search;
-- destroys data: table posts
DROP TABLE posts;
