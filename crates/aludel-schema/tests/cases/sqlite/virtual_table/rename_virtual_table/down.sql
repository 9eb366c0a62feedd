ALTER TABLE texts RENAME TO search;
