SELECT nextval('tickets');
