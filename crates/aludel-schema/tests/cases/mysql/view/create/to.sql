CREATE TABLE users (id int PRIMARY KEY AUTO_INCREMENT, name varchar(40) NOT NULL); CREATE VIEW v AS SELECT id, upper(name) AS name FROM users WHERE name <> 'users.name `users`';
