SET sql_mode = CONCAT(@@SESSION.sql_mode, ',ANSI_QUOTES');
CREATE PROCEDURE `p`()
SELECT "a" FROM t;
SET sql_mode = DEFAULT;
