ALTER COLLATION public.simple RENAME TO plain;
