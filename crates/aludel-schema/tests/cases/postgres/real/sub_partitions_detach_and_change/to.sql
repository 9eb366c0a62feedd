CREATE TABLE m (id bigint NOT NULL, region text NOT NULL, at date NOT NULL, v integer CHECK (v > 0), note text, PRIMARY KEY (id, region, at)) PARTITION BY LIST (region);
CREATE TABLE m_eu (id bigint NOT NULL, region text NOT NULL, at date NOT NULL, v integer, PRIMARY KEY (id, region, at)) PARTITION BY RANGE (at);
CREATE TABLE m_eu_24 PARTITION OF m_eu FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE m_us PARTITION OF m FOR VALUES IN ('us', 'ca');
CREATE TABLE m_rest PARTITION OF m DEFAULT;
CREATE INDEX m_v_idx ON m (v DESC);
