CREATE TABLE eggs (
    id INTEGER PRIMARY KEY,
    hen_id INTEGER REFERENCES hens (id)
);
CREATE TABLE hens (
    id INTEGER PRIMARY KEY,
    egg_id INTEGER REFERENCES eggs (id)
);
