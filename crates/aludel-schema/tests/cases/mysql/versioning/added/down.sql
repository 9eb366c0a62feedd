-- destroys data: the history of table t
SET STATEMENT system_versioning_alter_history = 'KEEP' FOR ALTER TABLE `t` DROP SYSTEM VERSIONING;
