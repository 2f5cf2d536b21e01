-- Few rows, most of which match nothing; some tables are empty.
INSERT INTO trader (id, name, since, until, commission, contact) VALUES
(1, 'Harbour Fish', '2020-01-01', NULL, NULL, '{"phone": "1", "van": {"plate": "E1", "electric": true}}'), (2, 'Over', '2019-01-01', '2020-01-01', 5, '{}');
INSERT INTO category (id, parent_id, name) VALUES (1, NULL, 'Food'), (13, 1, 'Fish');
INSERT INTO product (id, trader_id, category_id, name, unit, price, stock, attributes) VALUES
(1, 1, 13, 'Mackerel', 'kg', 10.00, 0, '{}'), (2, 1, 13, 'Mussels', 'kg', 7.05, NULL, '{}');
INSERT INTO price_change (product_id, valid, price) VALUES (1, '[2024-12-21,2024-12-22)', 9.00), (1, '[2024-12-22,)', 10.00);
INSERT INTO customer (id, name, email, town, joined, newsletter, referrer_id) VALUES
(1, 'Only One', NULL, 'Saltby', '2019-12-31', NULL, NULL), (2, 'Brought Along', 'b@example.org', NULL, '2021-01-01', NULL, 1);
INSERT INTO purchase (id, customer_id, trader_id, bought, paid_by, note) VALUES (1, 2, 1, '2025-06-28 10:00+00', 'card', NULL),
(2, NULL, 1, '2025-06-25 10:00+00', 'cash', NULL);
INSERT INTO purchase_line (purchase_id, line, product_id, quantity, unit_price, discount) VALUES
(1, 1, 2, 0.100, 7.05, 10), (1, 2, 1, 1, 10.00, NULL), (1, 3, 2, 2, 7.05, NULL);
INSERT INTO review (id, product_id, customer_id, stars, words, posted) VALUES (1, 2, 2, 2, NULL, '2025-06-28 12:00+00');
ALTER TABLE review ALTER COLUMN id RESTART WITH 2;
INSERT INTO account (id, owner, customer_id, trader_id, balance, opened) VALUES (1, 'The quayside market', NULL, NULL, 0, '2006-04-01'), (42, 'Brought Along', 2, NULL, 5, '2021-01-01');
INSERT INTO transfer (id, from_id, to_id, amount, made, purpose) VALUES (1, 1, 42, 5.00, '2025-01-01 10:00+00', NULL);
INSERT INTO booking (stall, day, trader_id, fee) VALUES (1, '2025-06-28', 1, 35.00);
