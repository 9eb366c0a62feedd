-- destroys data: column users.note
ALTER TABLE `users` DROP COLUMN `note`;
