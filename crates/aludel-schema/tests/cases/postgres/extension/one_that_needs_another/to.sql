CREATE EXTENSION cube;
CREATE EXTENSION earthdistance;
CREATE FUNCTION far(a earth, b earth) RETURNS boolean LANGUAGE sql AS 'SELECT earth_distance(a, b) > 1000';
