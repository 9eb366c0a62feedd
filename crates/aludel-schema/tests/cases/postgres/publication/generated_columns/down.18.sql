ALTER PUBLICATION p SET (publish_generated_columns = none);
