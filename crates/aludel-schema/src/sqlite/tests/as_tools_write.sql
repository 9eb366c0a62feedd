CREATE TABLE "auth_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "username" varchar(150) NOT NULL UNIQUE, "is_staff" bool NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "n" smallint unsigned NOT NULL CHECK ("n" >= 0), "boss_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE UNIQUE INDEX "uniq_perm_0ab" ON "auth_user" ("username", "is_staff") WHERE "is_staff";
CREATE TABLE "Post" ("id" TEXT NOT NULL PRIMARY KEY, "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, "authorId" INTEGER NOT NULL, CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "auth_user" ("id") ON DELETE RESTRICT ON UPDATE CASCADE);
CREATE TABLE `drizzle` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text DEFAULT 'a' NOT NULL,
	`order` integer,
	FOREIGN KEY (`order`) REFERENCES `Post`(`id`) ON UPDATE no action ON DELETE no action
);
CREATE UNIQUE INDEX `k` ON `drizzle` (`key`);
CREATE TABLE sqlalchemy (
	id INTEGER NOT NULL, 
	name VARCHAR(30) COLLATE "NOCASE", 
	flag BOOLEAN DEFAULT (1) NOT NULL, 
	kind VARCHAR(6), 
	PRIMARY KEY (id), 
	CONSTRAINT ck_kind CHECK (kind IN ('a', 'b')), 
	CHECK (flag IN (0, 1)), 
	UNIQUE (name)
);
CREATE TABLE "weird" ("a" INTEGER DEFAULT (abs(-1)), b TEXT DEFAULT "dq", c TEXT DEFAULT -5, d DEFAULT +3, e DEFAULT 1e3, f BLOB DEFAULT X'AB', g TEXT DEFAULT 'O''Neil', h INT DEFAULT true, "i j" INT, [k] AS (a+1), l AS (json_extract(b,'$.x')) STORED, CHECK ("i j" BETWEEN 1 AND 5 AND b NOT LIKE 'x%' ESCAPE '\' AND (a IS NOT NULL OR c->>'$.x' = 1) and typeof(e) is not 'blob'), CHECK (case when a then b else c end <> '') );
CREATE INDEX wi ON weird (a COLLATE binary asc, "i j" desc, json_extract(b, '$.y'), (a+1), c || 'x') where "i j" is not null and h = TRUE;
CREATE VIEW w AS WITH RECURSIVE cnt(x) AS (VALUES(1) UNION ALL SELECT x+1 FROM cnt WHERE x<5) SELECT x, (SELECT max("i j") FROM weird WHERE a = x) m, group_concat(DISTINCT x), sum(x) OVER w2, x IN (1,2,3), x = ANY_VALUE FROM cnt, (SELECT 1 AS ANY_VALUE) WINDOW w2 AS (PARTITION BY x ORDER BY x DESC);
CREATE TRIGGER tr AFTER UPDATE OF a, "i j" ON weird WHEN old.a IS NOT new.a AND EXISTS (SELECT 1 FROM weird WHERE "i j" = new."i j") BEGIN INSERT INTO weird(a, b) SELECT a, 'x' FROM weird WHERE a = new.a LIMIT 1; UPDATE weird SET (a, c) = (1, 2), b = CASE WHEN b THEN 'END' ELSE b END WHERE "i j" IN (SELECT 1 UNION SELECT 2); DELETE FROM weird WHERE a > 5; INSERT INTO weird (a) VALUES (1) ON CONFLICT DO NOTHING; SELECT RAISE(ROLLBACK, 'x') WHERE new.a IS NULL; END;
CREATE VIRTUAL TABLE ft USING fts5(a, b UNINDEXED, content='weird', content_rowid=rowid, prefix='2 3', tokenize='trigram');
CREATE VIRTUAL TABLE f4 USING fts4(a, content="weird", tokenize=unicode61 "remove_diacritics=0");
CREATE VIRTUAL TABLE rt USING rtree_i32(id,minX,maxX,+obj BLOB);
CREATE TABLE "a""b" ('x y' TEXT, "é" INT PRIMARY KEY) WITHOUT ROWID;
