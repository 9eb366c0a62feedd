-- destroys data: column users.note
-- destroys data: column users.age
ALTER TABLE `users`
    DROP COLUMN `note`,
    DROP COLUMN `age`,
    ALGORITHM=INSTANT;
