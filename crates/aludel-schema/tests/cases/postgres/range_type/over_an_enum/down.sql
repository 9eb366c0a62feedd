ALTER TYPE public.grade ADD VALUE 'b' AFTER 'a';
