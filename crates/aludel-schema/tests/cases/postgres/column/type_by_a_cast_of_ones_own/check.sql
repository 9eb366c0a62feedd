SELECT string_agg(now || coalesce(before::text, '-'), ' ' ORDER BY id) FROM t
