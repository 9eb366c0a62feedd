CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE mood_old AS ENUM ('x');
