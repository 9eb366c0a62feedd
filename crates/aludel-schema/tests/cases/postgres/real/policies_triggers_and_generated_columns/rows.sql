INSERT INTO accounts (id, owner, price, amount) VALUES (1, 'a', 1.5, 2);
