DROP RULE no_delete ON public.accounts;
DROP TRIGGER touch ON public.accounts;
DROP POLICY own ON public.accounts;
DROP VIEW public.rich;
DROP VIEW public.totals;
DROP FUNCTION public.is_owner(name);
-- column public.accounts.changed: the times are read in the session's time zone: SET TimeZone first if it is another
ALTER TABLE public.accounts
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN owner TYPE text,
    DROP COLUMN total,
    ALTER COLUMN price TYPE numeric(12,4),
    ALTER COLUMN amount TYPE bigint,
    ADD COLUMN total numeric GENERATED ALWAYS AS ((price * (amount)::numeric) * (2)::numeric) STORED,
    ALTER COLUMN changed TYPE timestamp with time zone;
CREATE RULE no_delete AS
    ON DELETE TO public.accounts
   WHERE (old.total > (0)::numeric) DO INSTEAD NOTHING;
CREATE TRIGGER touch
    BEFORE UPDATE OF price, amount ON public.accounts
    FOR EACH ROW WHEN ((old.price IS DISTINCT FROM new.price)) EXECUTE FUNCTION public.touch();
CREATE FUNCTION public.is_owner(text) RETURNS boolean
    LANGUAGE sql STABLE
RETURN ($1 = CURRENT_USER);
CREATE POLICY own ON public.accounts
    USING (public.is_owner(owner))
    WITH CHECK (total < (5000)::numeric);
CREATE VIEW public.totals AS
 SELECT owner,
    sum(total) AS total
   FROM public.accounts
  GROUP BY owner;
CREATE VIEW public.rich AS
 SELECT owner
   FROM public.totals
  WHERE (total > (100)::numeric);
