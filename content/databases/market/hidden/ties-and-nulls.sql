-- Ties, duplicates and NULLs: the same name twice, the same sum twice, and things that are not known.
INSERT INTO trader (id, name, since, until, commission, contact) VALUES
(1, 'Harbour Fish', '2010-01-01', NULL, 7.50, '{"phone": "1", "van": {"plate": "Q1", "electric": true}}'),
(2, 'Bread & Co.', '2011-01-01', NULL, NULL, '{"van": {"plate": "Q2", "electric": true}}'),
(3, 'Gone Fishing', '2012-01-01', '2025-01-01', 7.50, '{"phone": "3", "van": {"electric": true}}'),
(4, 'A. Root', '2024-03-01', NULL, 0, '{"phone": null, "van": {"plate": "Q4", "electric": false}}'),
(5, 'Z. Root', '2023-12-31', NULL, 0, '{}');
INSERT INTO category (id, parent_id, name) VALUES (1, NULL, 'Food'), (13, 1, 'Fish'), (11, 1, 'Bread'), (5, 1, 'Roots');
INSERT INTO product (id, trader_id, category_id, name, unit, price, stock, attributes) VALUES
(1, 1, 13, 'Cod', 'kg', 19.95, 3, '{}'), (2, 1, 13, 'Crab', 'piece', 8.05, 0, '{}'), (3, 2, 11, 'Rye', 'loaf', 4.60, NULL, '{}'),
(4, 4, 5, 'Potatoes', 'kg', 1.05, 10, '{"organic": null}'), (5, 5, 5, 'Potatoes', 'kg', 1.05, 2, '{"organic": true}'),
(6, 5, 5, 'Carrots', 'bunch', 2.15, 1, '{}'), (7, 3, 13, 'Eel', 'kg', 30.00, 0, '{}');
INSERT INTO price_change (product_id, valid, price) VALUES
(1, '[2024-07-01,2024-12-21)', 18.00), (1, '[2024-12-21,)', 19.95), (2, '[2024-07-01,2024-12-22)', 8.00), (2, '[2024-12-22,)', 8.05),
(3, '[2024-07-01,)', 4.60), (4, '[2024-07-01,2025-01-01)', 1.00), (4, '[2025-01-01,2025-02-01)', 1.00), (4, '[2025-02-01,)', 1.05),
(5, '[2024-07-01,2025-03-01)', 1.10), (5, '[2025-03-01,)', 1.05), (6, '[2025-01-01,)', 2.15), (7, '[2024-07-01,)', 30.00);
INSERT INTO customer (id, name, email, town, joined, newsletter, referrer_id) VALUES
(1, 'Sam Same', 'sam@example.org', 'Saltby', '2016-01-01', true, NULL), (2, 'Sam Same', 'same@example.net', 'Saltby', '2017-01-01', NULL, 1),
(3, 'Nora Null', NULL, NULL, '2018-01-01', NULL, 1), (4, 'Emil Empty', '', 'Saltby', '2019-12-31', false, 3),
(5, 'Late Larry', 'larry@example.net', 'Aldermere', '2020-01-01', NULL, 4), (6, 'Sam Same', 'third@example.org', NULL, '2019-01-01', NULL, 3),
(7, 'Grace Once', NULL, 'Aldermere', '2024-01-01', true, 6), (8, 'Late Larry', NULL, 'Aldermere', '2024-05-01', NULL, NULL);
INSERT INTO purchase (id, customer_id, trader_id, bought, paid_by, note) VALUES
(1, 1, 1, '2025-06-01 00:00+00', 'card', NULL), (2, 1, 1, '2025-05-31 23:59+00', 'cash', NULL), (3, 2, 1, '2025-06-04 10:00+00', 'account', 'Regular.'),
(4, NULL, 2, '2025-06-28 08:00+00', 'cash', NULL), (5, 7, 4, '2025-06-28 00:00+00', 'card', NULL), (6, 2, 5, '2025-06-27 23:59+00', 'card', NULL),
(7, 7, 5, '2025-06-28 09:00+00', 'card', NULL), (8, NULL, 5, '2025-06-28 09:00+00', 'cash', NULL);
INSERT INTO purchase_line (purchase_id, line, product_id, quantity, unit_price, discount) VALUES
(1, 1, 1, 0.500, 19.95, NULL), (2, 1, 2, 1, 8.05, NULL), (3, 1, 1, 1.500, 19.95, 10), (3, 2, 1, 1, 19.95, NULL), (3, 3, 1, 2, 0, NULL),
(4, 1, 3, 2, 4.60, NULL), (4, 2, 3, 1, 4.60, 50), (4, 3, 3, 1, 0, NULL), (5, 1, 4, 1.050, 1.05, NULL), (5, 2, 4, 1.050, 1.05, NULL),
(6, 1, 6, 5, 2.15, NULL), (7, 1, 6, 3, 2.15, 33.33), (7, 2, 5, 1.250, 1.05, NULL), (7, 3, 6, 1, 2.15, NULL), (8, 1, 5, 0.250, 1.05, NULL);
INSERT INTO review (id, product_id, customer_id, stars, words, posted) VALUES
(1, 1, 1, 5, NULL, '2025-06-02 12:00+00'), (2, 3, 3, 3, NULL, '2025-06-02 12:00+00');
ALTER TABLE review ALTER COLUMN id RESTART WITH 3;
INSERT INTO account (id, owner, customer_id, trader_id, balance, opened) VALUES
(1, 'The quayside market', NULL, NULL, 100.00, '2006-04-01'), (2, 'Harbour Fish', NULL, 1, 0, '2010-01-01'), (3, 'Sam Same', 1, NULL, 50.00, '2016-01-01'),
(4, 'Nora Null', 3, NULL, 0, '2018-01-01'), (42, 'Daisy Ashdown', 5, NULL, 25.00, '2020-01-01');
INSERT INTO transfer (id, from_id, to_id, amount, made, purpose) VALUES
(1, 1, 42, 50.00, '2025-01-01 10:00+00', NULL), (2, 42, 1, 25.00, '2025-01-02 10:00+00', NULL), (3, 1, 42, 25.00, '2025-01-02 10:00+00', 'Gift'),
(4, 42, 3, 25.00, '2025-01-01 10:00+00', NULL), (5, 1, 2, 10.00, '2025-01-01 10:00+00', NULL), (6, 3, 1, 10.00, '2024-12-31 10:00+00', NULL);
INSERT INTO booking (stall, day, trader_id, fee) VALUES
(1, '2025-06-28', 1, 35.00), (2, '2025-06-28', 2, 0), (3, '2025-06-28', 4, 22.55), (4, '2025-06-28', 5, 22.55), (5, '2025-06-25', 3, 22.50);
