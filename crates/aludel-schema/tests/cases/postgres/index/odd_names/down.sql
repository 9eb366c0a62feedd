DROP INDEX CONCURRENTLY public."The index ON it";
