-- fails while a column of it holds a null: fill those rows before
ALTER DOMAIN public.a SET NOT NULL;
ALTER DOMAIN public.b DROP NOT NULL;
