CREATE TABLE public.stock (
    item integer,
    n integer,
    CONSTRAINT stock_item_fkey FOREIGN KEY (item) REFERENCES public.items (id)
);
CREATE OR REPLACE VIEW public.v AS
 SELECT items.sku,
    stock.n
   FROM (public.stock
     JOIN public.items ON ((items.id = stock.item)));
-- destroys data: table shop.stock
DROP TABLE shop.stock;
DROP SCHEMA shop;
