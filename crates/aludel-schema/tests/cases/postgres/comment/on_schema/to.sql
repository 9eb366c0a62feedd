create schema s;
comment on schema s is 'own';
comment on schema public is 'changed';
