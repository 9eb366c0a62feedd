CREATE PROCEDURE `p`(IN `a` int(11), OUT `b` varchar(10), INOUT `c` enum('x','y'))
BEGIN DECLARE z int DEFAULT 1; SELECT a + z; -- it's;
 END;
CREATE FUNCTION `f`() RETURNS int(11)
RETURN 1;
