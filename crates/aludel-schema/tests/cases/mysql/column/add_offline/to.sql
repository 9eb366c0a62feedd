CREATE TABLE users (id int PRIMARY KEY AUTO_INCREMENT, note text, name varchar(40) NOT NULL);
