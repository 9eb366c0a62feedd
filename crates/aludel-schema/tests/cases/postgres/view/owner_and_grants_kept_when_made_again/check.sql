select relacl::text, pg_get_userbyid(relowner), (select string_agg(attname || attacl::text, ' ') from pg_attribute where attrelid = c.oid and attacl is not null) from pg_class c where relname = 'v';
