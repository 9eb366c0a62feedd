-- What the structs of src/models.rs have no words for, on PostgreSQL.

CREATE FUNCTION public.touch_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$$;
CREATE TRIGGER orders_touch
    BEFORE UPDATE ON public.orders
    FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();
CREATE FUNCTION public.open_stock() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO stock (product_id) VALUES (NEW.id);
    RETURN NEW;
END
$$;
CREATE TRIGGER products_open_stock
    AFTER INSERT ON public.products
    FOR EACH ROW EXECUTE FUNCTION public.open_stock();
CREATE FUNCTION public.record_stock_movement() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO stock_movements (product_id, change) VALUES (NEW.product_id, NEW.on_hand - OLD.on_hand);
    RETURN NEW;
END
$$;
CREATE TRIGGER stock_record_movement
    AFTER UPDATE ON public.stock
    FOR EACH ROW WHEN ((new.on_hand <> old.on_hand)) EXECUTE FUNCTION public.record_stock_movement();
CREATE FUNCTION public.rfc3339(moment timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;
CREATE VIEW public.order_summaries AS
 SELECT orders.id,
    orders.customer_id,
    (orders.status)::text AS status,
    orders.return_reason,
    public.rfc3339(orders.placed_at) AS placed_at,
    public.rfc3339(orders.updated_at) AS updated_at,
    (sum((order_lines.quantity * order_lines.unit_price_cents)))::bigint AS total_cents
   FROM (public.orders
     JOIN public.order_lines ON ((order_lines.order_id = orders.id)))
  GROUP BY orders.id;
CREATE VIEW public.sales_report AS
 SELECT products.sku,
    products.title,
    (sum(order_lines.quantity))::bigint AS units,
    (sum((order_lines.quantity * order_lines.unit_price_cents)))::bigint AS revenue_cents
   FROM ((public.order_lines
     JOIN public.orders ON ((orders.id = order_lines.order_id)))
     JOIN public.products ON ((products.id = order_lines.product_id)))
  WHERE (orders.status <> ALL (ARRAY['cancelled'::public.order_status, 'returned'::public.order_status]))
  GROUP BY products.sku, products.title;
CREATE CAST (text AS public.order_status) WITH INOUT AS ASSIGNMENT;
