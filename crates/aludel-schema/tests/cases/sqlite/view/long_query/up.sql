CREATE VIEW sums AS
WITH RECURSIVE big(id, total) AS (SELECT id, total FROM orders WHERE total > 10 UNION ALL SELECT id + 1, total FROM big WHERE id < 3), small AS MATERIALIZED (SELECT 1 AS one)
SELECT c.name, count(*) AS "number of orders", sum(o.total) FILTER (WHERE o.total > 0) AS total, CASE WHEN max(o.total) > 100 THEN 'dear' ELSE 'cheap' END AS price, row_number() OVER (PARTITION BY c.name ORDER BY c.id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS place
FROM customers c
LEFT OUTER JOIN orders o ON o.customer_id = c.id AND o."desc" NOT LIKE '%x' ESCAPE '\'
WHERE c.name IS NOT NULL AND c.id NOT IN (SELECT id FROM big)
GROUP BY c.name, c.id
HAVING count(*) > 1
UNION
SELECT 'all', 0, NULL, 'none', -1
ORDER BY 1 COLLATE NOCASE DESC NULLS LAST
LIMIT 10 OFFSET 2;
