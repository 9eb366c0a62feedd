-- destroys data: table birds
DROP TABLE `birds`;
