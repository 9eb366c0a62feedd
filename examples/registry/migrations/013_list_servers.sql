-- revision: 013
-- revises: 012
-- created: 2026-05-04T10:45:33Z
--
-- list servers: one row each, with what belongs to it as JSON
--
-- Both databases answer with the same text, so that the service need not know which it has.

-- upgrade [postgres]
CREATE VIEW server_listings AS
SELECT
    servers.id,
    servers.name,
    servers.version,
    servers.description,
    servers.repository_url,
    CAST(servers.metadata AS text) AS metadata,
    CAST(COALESCE(
        (SELECT jsonb_agg(tag ORDER BY tag) FROM server_tags WHERE server_id = servers.id), '[]'
    ) AS text) AS tags,
    CAST(COALESCE(
        (SELECT jsonb_agg(jsonb_build_object('name', name, 'description', description, 'required', required) ORDER BY name)
         FROM user_variables WHERE server_id = servers.id), '[]'
    ) AS text) AS variables,
    COALESCE(latest_health.health, 'unknown') AS health
FROM servers
LEFT JOIN latest_health ON latest_health.server_id = servers.id
WHERE servers.is_latest AND servers.retired_at IS NULL;

-- upgrade [sqlite]
CREATE VIEW server_listings AS
SELECT
    servers.id,
    servers.name,
    servers.version,
    servers.description,
    servers.repository_url,
    servers.metadata,
    (SELECT json_group_array(tag) FROM (SELECT tag FROM server_tags WHERE server_id = servers.id ORDER BY tag)) AS tags,
    (SELECT json_group_array(json_object(
        'name', name, 'description', description, 'required', json(iif(required, 'true', 'false'))
     )) FROM (SELECT * FROM user_variables WHERE server_id = servers.id ORDER BY name)) AS variables,
    COALESCE(latest_health.health, 'unknown') AS health
FROM servers
LEFT JOIN latest_health ON latest_health.server_id = servers.id
WHERE servers.is_latest AND servers.retired_at IS NULL;

-- downgrade
DROP VIEW server_listings;
