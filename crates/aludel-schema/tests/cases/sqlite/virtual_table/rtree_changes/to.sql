CREATE VIRTUAL TABLE boxes USING rtree (id, low, high, +name TEXT);
