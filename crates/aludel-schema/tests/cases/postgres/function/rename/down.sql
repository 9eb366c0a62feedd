ALTER FUNCTION public.g(integer) RENAME TO f;
