COMMENT ON OPERATOR public.### (integer, integer) IS 'three';
