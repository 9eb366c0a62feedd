CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN fine AS mood CONSTRAINT not_sad CHECK (VALUE <> 'sad');
