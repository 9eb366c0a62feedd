CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN fine AS mood CONSTRAINT not_sad CHECK (VALUE <> 'sad');
