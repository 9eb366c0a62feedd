CREATE TABLE mood (a integer);
