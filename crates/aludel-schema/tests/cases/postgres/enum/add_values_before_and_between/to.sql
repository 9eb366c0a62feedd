CREATE TYPE mood AS ENUM ('dead', 'awful', 'sad', 'so', 'so so', 'ok', 'happy');
