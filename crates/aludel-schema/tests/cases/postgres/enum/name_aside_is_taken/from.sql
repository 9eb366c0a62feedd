CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE mood_old AS ENUM ('x');
