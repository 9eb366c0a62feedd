DROP INDEX a;
DROP INDEX b;
DROP INDEX c;
DROP INDEX d;
CREATE INDEX a ON orders (note);
CREATE INDEX b ON orders (note);
CREATE INDEX c ON orders (note);
CREATE INDEX d ON orders (note);
