select proacl::text from pg_proc where proname = 'g';
