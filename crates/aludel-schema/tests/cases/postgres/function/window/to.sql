CREATE FUNCTION w() RETURNS bigint LANGUAGE internal AS 'window_rank' WINDOW;
