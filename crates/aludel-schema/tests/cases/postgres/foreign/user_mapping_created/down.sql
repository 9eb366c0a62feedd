-- destroys data: password of user mapping s.public
DROP USER MAPPING FOR PUBLIC SERVER s;
-- destroys data: password of user mapping s.reader
DROP USER MAPPING FOR reader SERVER s;
