ALTER DOMAIN public.a DROP NOT NULL;
-- fails while a column of it holds a null: fill those rows before
ALTER DOMAIN public.b SET NOT NULL;
