-- Few rows, most of which match nothing; some tables are empty.
INSERT INTO category (id, parent_id, name) VALUES (1, NULL, 'Drama'), (2, NULL, 'Science'), (3, 2, 'Weather');
INSERT INTO author (id, name, born, died, country) VALUES (1, 'Vera Lone', NULL, 1920, NULL), (2, 'Ugo Known', 1900, 1980, 'IT');
INSERT INTO book (id, title, category_id, published, pages, language) VALUES
(1, 'Thunder', 1, 1849, NULL, 'en'), (2, 'Lightning', 3, 1851, 10, 'en'), (3, 'Rain', 1, 1850, 20, 'en');
INSERT INTO book_author (book_id, author_id, byline) VALUES (1, 2, 1);
INSERT INTO copy (id, book_id, barcode, acquired, price, condition, lendable, withdrawn) VALUES
(1, 1, 'A-00001', '2020-01-01', 9.99, 'good', true, '2021-01-01'), (2, 2, 'A-00002', '2020-01-01', NULL, 'new', true, NULL);
INSERT INTO member (id, name, kind, email, town, born, joined, resigned, guardian_id) VALUES
(1, 'Only Reader', 'adult', NULL, NULL, NULL, '2020-01-01', NULL, NULL);
INSERT INTO loan (id, copy_id, member_id, loaned, due, returned) VALUES (1, 2, 1, '2025-06-01', '2025-06-22', NULL);
