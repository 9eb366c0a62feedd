-- a password is never written here: add it where secrets are kept
CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS ("user" 'a');
-- a password is never written here: add it where secrets are kept
CREATE USER MAPPING FOR reader SERVER s;
