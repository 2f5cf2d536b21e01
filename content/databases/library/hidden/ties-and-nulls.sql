-- Ties, duplicates and NULLs: the same name twice, the same number twice, and things that are not known.
INSERT INTO category (id, parent_id, name) VALUES
(1, NULL, 'Fiction'), (2, 1, 'Drama'), (3, NULL, 'Non-fiction'), (4, 3, 'Science'), (5, 4, 'Physics'), (6, 4, 'Biology'),
(7, 6, 'Birds'), (8, 7, 'Owls'), (9, 8, 'Tawny owls'), (10, 1, 'Ghost stories');

INSERT INTO author (id, name, born, died, country) VALUES
(1, 'Ann Twin', 1800, 1870, 'GB'), (2, 'Ann Twin', 1900, NULL, 'IE'), (3, 'Old Homer', NULL, NULL, NULL),
(4, 'Zeno the Late', NULL, 1700, NULL), (5, 'Abel Unknown', NULL, 1850, 'FR'), (6, 'Abel Unknown', NULL, 1901, NULL),
(7, 'Nobody Yet', NULL, NULL, 'DE');

INSERT INTO book (id, title, category_id, published, pages, language) VALUES
(1, 'Twice', 2, 1849, 100, 'en'), (2, 'Twice', 2, 1849, 120, 'en'), (3, 'On the Edge', 2, 1850, NULL, 'en'),
(4, 'Undated', 2, NULL, 90, 'fr'), (5, 'Before the Flood', 10, -400, NULL, 'el'), (6, 'Force', 5, 1999, 300, 'en'),
(7, 'Feathers', 7, 1849, 80, 'en'), (8, 'Hoot', 9, 2010, 64, 'en'), (9, 'Hoot', 9, 2011, 64, 'en'),
(10, 'On Order', 2, 2025, NULL, 'en'), (11, 'All Gone', 2, 1990, 200, 'en'), (12, 'Half Gone', 2, 1991, 210, 'en'),
(13, 'Science for All', 4, 2001, 400, 'en'), (14, 'Never Out', 10, 2002, 20, 'en'), (15, 'Never Out', 10, 2002, 20, 'en');

INSERT INTO book_author (book_id, author_id, byline) VALUES
(1, 1, 1), (1, 2, 2), (2, 1, 1), (3, 3, 1), (4, 7, 1), (6, 4, 1), (7, 5, 1), (8, 6, 1), (11, 2, 1), (11, 1, 2), (12, 5, 1);

INSERT INTO copy (id, book_id, barcode, acquired, price, condition, lendable, withdrawn) VALUES
(1, 1, 'A-00001', '2019-01-01', 10.00, 'good', true, NULL), (2, 1, 'A-00002', '2019-01-01', 10.00, 'good', true, NULL),
(3, 2, 'A-00003', '2019-01-01', NULL, 'worn', true, NULL), (4, 3, 'A-00004', '2019-01-01', 5.00, 'new', true, NULL),
(5, 11, 'A-00005', '2019-01-01', 5.00, 'worn', true, '2020-05-05'), (6, 11, 'A-00006', '2019-01-01', 5.00, 'worn', true, '2020-05-06'),
(7, 12, 'A-00007', '2019-01-01', 5.00, 'worn', true, '2020-05-06'), (8, 12, 'A-00008', '2019-01-01', 5.00, 'good', true, NULL),
(9, 6, 'A-00009', '2019-01-01', 5.00, 'good', true, NULL), (10, 7, 'A-00010', '2019-01-01', 5.00, 'good', false, NULL),
(11, 8, 'A-00011', '2019-01-01', 5.00, 'good', true, NULL), (12, 14, 'A-00012', '2019-01-01', 5.00, 'good', true, NULL),
(13, 15, 'A-00013', '2019-01-01', 5.00, 'good', true, NULL), (14, 15, 'A-00014', '2019-01-01', 5.00, 'good', true, NULL),
(15, 13, 'A-00015', '2019-01-01', NULL, 'good', true, NULL), (16, 13, 'A-00016', '2019-01-01', NULL, 'good', true, NULL);

INSERT INTO member (id, name, kind, email, town, born, joined, resigned, guardian_id) VALUES
(1, 'Sam Same', 'adult', 'sam@example.org', 'Aldermere', '1980-01-01', '2010-01-01', NULL, NULL),
(2, 'Sam Same', 'adult', '', NULL, NULL, '2011-01-01', NULL, NULL),
(3, 'Alma Early', 'adult', NULL, 'Saltby', '1990-02-28', '2012-01-01', NULL, NULL),
(4, 'Hilde Home', 'home', NULL, 'Saltby', '1931-12-31', '2012-01-01', NULL, NULL),
(5, 'Kit Same', 'child', '', NULL, '2015-02-28', '2020-01-01', NULL, 1);

-- Fifteen late returns for two members of the same name together and alone, fourteen for another one, and one more on time.
INSERT INTO loan (id, copy_id, member_id, loaned, due, returned)
SELECT n, 1, 1, date '2021-01-04' + 40 * n, date '2021-01-04' + 40 * n + 21, date '2021-01-04' + 40 * n + 22 FROM generate_series(1, 15) AS n;
INSERT INTO loan (id, copy_id, member_id, loaned, due, returned)
SELECT 20 + n, 2, 2, date '2021-01-04' + 40 * n, date '2021-01-04' + 40 * n + 21, date '2021-01-04' + 40 * n + 30 FROM generate_series(1, 15) AS n;
INSERT INTO loan (id, copy_id, member_id, loaned, due, returned)
SELECT 40 + n, 3, 3, date '2021-01-04' + 40 * n, date '2021-01-04' + 40 * n + 21, date '2021-01-04' + 40 * n + 22 FROM generate_series(1, 14) AS n;
INSERT INTO loan (id, copy_id, member_id, loaned, due, returned) VALUES
(60, 3, 3, '2024-01-01', '2024-01-22', '2024-01-22'), (61, 4, 4, '2024-01-02', NULL, '2024-06-01'),
(62, 9, 4, '2024-12-31', NULL, NULL), (63, 4, 1, '2025-06-09', '2025-06-30', NULL), (64, 15, 2, '2025-05-01', '2025-05-22', NULL),
(65, 16, 1, '2025-05-01', '2025-05-22', NULL), (66, 8, 5, '2025-05-01', '2025-05-22', NULL), (67, 11, 3, '2025-06-08', '2025-06-29', NULL);

INSERT INTO fine (id, loan_id, reason, amount, charged, paid) VALUES
(1, 1, 'late', 2.00, '2021-03-10', NULL), (2, 2, 'late', 1.99, '2021-04-10', NULL), (3, 3, 'late', 3.00, '2021-05-10', NULL),
(4, 4, 'late', 1.50, '2021-06-10', '2021-06-10'), (5, 5, 'lost', 1.50, '2021-07-10', NULL), (6, 6, 'damaged', 3.00, '2021-08-10', NULL),
(7, 7, 'late', 10.00, '2021-09-10', NULL), (8, 8, 'late', 4.00, '2021-10-10', '2021-11-01'), (9, 9, 'late', 2.00, '2021-11-10', NULL);
