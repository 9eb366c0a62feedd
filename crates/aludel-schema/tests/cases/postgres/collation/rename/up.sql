ALTER COLLATION public.plain RENAME TO simple;
