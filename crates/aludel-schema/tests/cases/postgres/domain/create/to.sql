CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN "Odd ""name" AS text COLLATE "C" DEFAULT 'it''s' NOT NULL CONSTRAINT "Odd ""check" CHECK (VALUE <> '') CONSTRAINT short CHECK (length(VALUE) < 10);
CREATE DOMAIN many AS positive[];
CREATE TABLE items (amount positive, name "Odd ""name");
