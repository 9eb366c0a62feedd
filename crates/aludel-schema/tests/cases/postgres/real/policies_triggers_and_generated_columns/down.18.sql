DROP RULE no_delete ON public.accounts;
DROP TRIGGER touch ON public.accounts;
DROP POLICY own ON public.accounts;
DROP VIEW public.rich;
DROP VIEW public.totals;
DROP FUNCTION public.is_owner(text);
-- destroys data: digits after the point in column public.accounts.price
-- column public.accounts.id: fails where a value does not fit into integer
-- column public.accounts.price: fails where a value does not fit into numeric(8,2)
-- column public.accounts.amount: fails where a value does not fit into integer
-- column public.accounts.changed: the times are read in the session's time zone: SET TimeZone first if it is another
ALTER TABLE public.accounts
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN owner TYPE name,
    DROP COLUMN total,
    ALTER COLUMN price TYPE numeric(8,2),
    ALTER COLUMN amount TYPE integer,
    ADD COLUMN total numeric GENERATED ALWAYS AS (price * (amount)::numeric) STORED,
    ALTER COLUMN changed TYPE timestamp without time zone;
CREATE RULE no_delete AS
    ON DELETE TO public.accounts
   WHERE (old.total > (0)::numeric) DO INSTEAD NOTHING;
CREATE TRIGGER touch
    BEFORE UPDATE OF price, amount ON public.accounts
    FOR EACH ROW WHEN ((old.price IS DISTINCT FROM new.price)) EXECUTE FUNCTION public.touch();
CREATE FUNCTION public.is_owner(name) RETURNS boolean
    LANGUAGE sql STABLE
RETURN ($1 = CURRENT_USER);
CREATE POLICY own ON public.accounts
    USING (public.is_owner(owner))
    WITH CHECK (total < (1000)::numeric);
CREATE VIEW public.totals AS
 SELECT owner,
    sum(total) AS total
   FROM public.accounts
  GROUP BY owner;
CREATE VIEW public.rich AS
 SELECT owner
   FROM public.totals
  WHERE (total > (100)::numeric);
