create sequence q;
create schema s;
