-- every row is cast from integer to bigint and written anew; fails where a value can't be
ALTER DOMAIN public.amount RENAME TO amount_old;
CREATE DOMAIN public.amount AS bigint DEFAULT 1
    CONSTRAINT positive CHECK ((VALUE > 0));
ALTER TABLE public.t
    ALTER COLUMN a TYPE public.amount USING a::bigint::public.amount,
    ALTER COLUMN more TYPE public.amount[] USING more::bigint[]::public.amount[];
DROP DOMAIN public.amount_old;
