SELECT nextval(pg_get_serial_sequence('users', 'number'))
