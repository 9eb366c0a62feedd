COMMENT ON SCHEMA public IS 'standard public schema';
DROP SCHEMA s;
