CREATE OPERATOR FAMILY numbers USING btree;
ALTER OPERATOR FAMILY numbers USING btree ADD OPERATOR 1 <(integer, bigint), OPERATOR 5 >(integer, bigint), FUNCTION 1 btint48cmp(integer, bigint);
