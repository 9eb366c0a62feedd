DROP CONVERSION public."Odd ""one";
DROP CONVERSION public.odd;
