CREATE SCHEMA shop;
CREATE TABLE shop.stock (
    item integer,
    n integer,
    CONSTRAINT stock_item_fkey FOREIGN KEY (item) REFERENCES public.items (id)
);
CREATE OR REPLACE VIEW public.v AS
 SELECT items.sku,
    stock.n
   FROM (shop.stock
     JOIN public.items ON ((items.id = stock.item)));
-- destroys data: table public.stock
DROP TABLE public.stock;
