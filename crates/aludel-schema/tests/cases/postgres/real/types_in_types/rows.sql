INSERT INTO things VALUES (1, '{red,green}', ARRAY[ROW(1,2)::point3]);
