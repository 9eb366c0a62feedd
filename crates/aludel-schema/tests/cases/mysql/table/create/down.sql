-- destroys data: table users
DROP TABLE `users`;
