SELECT id, parent_id FROM children
