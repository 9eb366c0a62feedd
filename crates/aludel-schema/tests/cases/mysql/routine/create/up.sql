CREATE PROCEDURE `p`(IN `a` int(11), OUT `b` varchar(10), INOUT `c` enum('x','y'))
BEGIN DECLARE z int DEFAULT 1; SELECT a + z; -- it's;
 END;
CREATE FUNCTION `f`(`a` int(11), `b` varchar(5) CHARACTER SET latin1 COLLATE latin1_swedish_ci) RETURNS varchar(20)
    DETERMINISTIC
    NO SQL
    SQL SECURITY INVOKER
    COMMENT 'it''s'
RETURN concat(a, b);
