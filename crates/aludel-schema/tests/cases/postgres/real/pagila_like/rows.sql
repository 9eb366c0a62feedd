INSERT INTO film (title, release_year, rating) VALUES ('a', 2000, 'PG');
