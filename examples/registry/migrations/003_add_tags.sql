-- revision: 003
-- revises: 002
-- created: 2026-02-09T09:05:31Z
--
-- add tags, taken out of the metadata
--
-- Publishers had put them into metadata as {"tags": ["weather", "maps"]}. They move into a table
-- of their own; the way back folds them in again.

-- upgrade [postgres]
CREATE TABLE server_tags (
    server_id bigint NOT NULL REFERENCES servers ON DELETE CASCADE,
    tag text NOT NULL CONSTRAINT server_tags_lower_case CHECK (tag = lower(tag) AND tag <> ''),
    PRIMARY KEY (server_id, tag)
);
CREATE INDEX server_tags_tag_idx ON server_tags (tag);

INSERT INTO server_tags (server_id, tag)
SELECT DISTINCT servers.id, lower(tag)
FROM servers, jsonb_array_elements_text(servers.metadata -> 'tags') AS tag
WHERE jsonb_typeof(servers.metadata -> 'tags') = 'array' AND tag <> '';

UPDATE servers SET metadata = metadata - 'tags' WHERE metadata ? 'tags';

-- upgrade [sqlite]
CREATE TABLE server_tags (
    server_id INTEGER NOT NULL REFERENCES servers ON DELETE CASCADE,
    tag TEXT NOT NULL CONSTRAINT server_tags_lower_case CHECK (tag = lower(tag) AND tag <> ''),
    PRIMARY KEY (server_id, tag)
);
CREATE INDEX server_tags_tag_idx ON server_tags (tag);

INSERT INTO server_tags (server_id, tag)
SELECT DISTINCT servers.id, lower(tags.value)
FROM servers, json_each(servers.metadata, '$.tags') AS tags
WHERE json_type(servers.metadata, '$.tags') = 'array' AND tags.value <> '';

UPDATE servers SET metadata = json_remove(metadata, '$.tags')
WHERE json_type(metadata, '$.tags') IS NOT NULL;

-- downgrade [postgres]
UPDATE servers SET metadata = metadata || jsonb_build_object('tags', folded.tags)
FROM (SELECT server_id, jsonb_agg(tag ORDER BY tag) AS tags FROM server_tags GROUP BY server_id) AS folded
WHERE folded.server_id = servers.id;
DROP TABLE server_tags;

-- downgrade [sqlite]
UPDATE servers SET metadata = json_set(metadata, '$.tags', json(folded.tags))
FROM (
    SELECT server_id, json_group_array(tag) AS tags
    FROM (SELECT server_id, tag FROM server_tags ORDER BY tag) GROUP BY server_id
) AS folded
WHERE folded.server_id = servers.id;
DROP TABLE server_tags;
