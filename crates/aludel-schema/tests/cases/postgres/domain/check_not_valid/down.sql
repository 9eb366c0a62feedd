ALTER DOMAIN public.d DROP CONSTRAINT positive;
DROP DOMAIN public.e;
