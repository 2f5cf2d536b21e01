-- Ties, duplicates and NULLs: equally bright, equally long, equally graded, and things that nobody has measured.
INSERT INTO institution (id, name, country) VALUES (1, 'Alpha', 'GB'), (2, 'Beta', 'FR'), (3, 'Never Asked', 'DE'), (4, 'Always Refused', 'IT');
INSERT INTO staff (id, name, job, boss_id, hired, quit, salary) VALUES
(1, 'Dora Top', 'director', NULL, '2000-01-01', NULL, 7000), (2, 'Sam Same', 'head of science', 1, '2001-01-01', NULL, 5000),
(3, 'Sam Same', 'observer', 2, '2002-01-01', '2024-01-01', 4000), (4, 'Greta Weiß', 'volunteer', 3, '2003-01-01', NULL, NULL),
(5, 'Nell Under', 'apprentice', 4, '2004-01-01', NULL, 1000);
INSERT INTO telescope (id, name, mirror_m, opened, retired) VALUES (1, 'One', 1.00, '2000-01-01', NULL), (2, 'Two', 1.00, '2000-01-01', '2025-08-15');
INSERT INTO instrument (id, telescope_id, name, kind, wavelengths, config) VALUES
(1, 2, 'Cam', 'camera', '[400,700)', '{"filters": ["V"]}'), (2, 1, 'Spec', 'spectrograph', '[400,700)', '{}');
INSERT INTO target (id, parent_id, name, kind, magnitude, discovered, aliases) VALUES
(1, NULL, 'Swarm', 'cluster', 1.50, NULL, '{"H 1"}'), (2, 1, 'Twin', 'star', 2.99, NULL, '{}'), (3, 1, 'Twin', 'star', 2.99, NULL, '{"HD 5"}'),
(4, NULL, 'Edge', 'star', 3.00, 1700, '{"HD 7","H 7"}'), (5, NULL, 'Unmeasured', 'star', NULL, NULL, '{"H8"}'), (6, NULL, 'Blaze', 'star', -1.00, NULL, '{"H 9","H 10"}'),
(7, NULL, 'Comet One', 'comet', NULL, 2025, '{}'), (8, NULL, 'Comet Two', 'comet', 9.00, 2025, '{}'), (9, 4, 'Edge b', 'planet', NULL, 2020, '{"H"}');
INSERT INTO proposal (id, code, institution_id, title, lead, submitted, grade, hours_asked, hours_given, budget) VALUES
(1, '2024A-001', 1, 'A', 'Ann', '2023-10-01 10:00+00', 1.0, 10, 10, NULL), (2, '2024A-002', 1, 'B', 'Bob', '2023-10-01 10:00+00', 1.0, 8, 8, 5000),
(3, '2024A-003', 2, 'C', 'Cid', '2023-10-01 10:00+00', 1.0, 8, 4, 5000), (4, '2024B-001', 2, 'D', 'Ann', '2024-04-01 10:00+00', 5.0, 5, 0, NULL),
(5, '2025A-001', 4, 'E', 'Eve', '2024-10-01 10:00+00', NULL, 5, NULL, NULL), (6, '2025A-002', 4, 'F', 'Eve', '2024-10-01 10:00+00', 4.0, 5, 0, NULL);
INSERT INTO night (evening, observer_id, clouds, seeing, remark)
SELECT day::date, 2, CASE WHEN day >= '2024-03-01' AND day < '2024-03-06' OR day >= '2024-03-07' AND day < '2024-03-12' THEN 1 WHEN day >= '2024-03-12' AND day < '2024-03-20' THEN NULL ELSE 3 END,
  CASE WHEN extract(day FROM day) < 7 THEN NULL ELSE 1.25 END, NULL
FROM generate_series(timestamp '2024-03-01', '2024-03-31', '1 day') AS day;
INSERT INTO night (evening, observer_id, clouds, seeing, remark)
SELECT day::date, NULL, CASE WHEN extract(day FROM day) = 24 THEN NULL ELSE extract(day FROM day)::integer % 9 END, 0.75, 'Snow.'
FROM generate_series(timestamp '2024-12-20', '2025-01-06', '1 day') AS day;
INSERT INTO night (evening, observer_id, clouds, seeing, remark) VALUES
('2025-03-15', 2, 0, 1.00, NULL), ('2025-06-20', 2, 0, 1.00, NULL), ('2025-06-22', 2, 0, 1.00, NULL), ('2025-06-23', 2, 0, 1.00, NULL),
('2025-07-31', 2, 0, 1.00, NULL), ('2025-08-01', 2, 0, 1.00, NULL), ('2025-08-02', 2, 0, 1.00, NULL), ('2025-08-30', 2, 3, 1.50, 'Kept.'), ('2025-08-31', NULL, NULL, NULL, 'Kept too.');
INSERT INTO observation (id, evening, proposal_id, instrument_id, target_id, begun, exposure_s, filter, quality, log) VALUES
(1, '2025-03-15', 1, 1, 2, '2025-03-15 20:00+00', 100, 'V', 5, '{"airmass": 1.5, "warnings": ["wind", "moon"]}'),
(2, '2025-03-15', NULL, 1, 2, '2025-03-15 21:00+00', 100, NULL, NULL, '{"warnings": ["wind", "dew"]}'),
(3, '2025-03-15', 1, 2, 3, '2025-03-15 20:00+00', 50, NULL, 4, '{"airmass": 1.25, "warnings": []}'),
(4, '2025-03-15', 1, 2, 3, '2025-03-15 22:00+00', 60, NULL, 5, NULL),
(5, '2025-06-20', 1, 1, 7, '2025-06-20 21:59+00', 100, 'V', 5, '{"airmass": 1.5, "warnings": ["dew"]}'),
(6, '2025-06-20', 1, 1, 7, '2025-06-20 22:00+00', 100, 'V', 5, NULL),
(7, '2025-06-20', 1, 2, 7, '2025-06-20 22:00+00', 100, 'V', 5, NULL),
(8, '2025-06-22', 1, 2, 8, '2025-06-23 00:30+00', 100, 'V', 5, NULL),
(9, '2025-06-23', 1, 2, 8, '2025-06-24 00:30+00', 900, 'V', 5, NULL),
(10, '2025-07-31', 1, 1, 7, '2025-08-01 01:00+00', 100, 'V', 5, NULL),
(11, '2025-08-01', 1, 1, 7, '2025-08-01 22:00+00', 100, 'V', 5, NULL),
(12, '2025-08-01', 1, 2, 8, '2025-08-02 01:00+00', 100, 'V', 5, NULL),
(13, '2025-08-02', 1, 2, 8, '2025-08-02 23:00+00', 100, 'V', 3, NULL);
INSERT INTO fault (id, instrument_id, reported, mended, words, cost) VALUES
(1, 1, '2024-11-30 23:59+00', NULL, 'x', NULL), (2, 1, '2024-12-01 00:00+00', NULL, 'x', 0), (3, 1, '2024-12-31 23:59+00', NULL, 'x', 5),
(4, 2, '2024-12-31 23:59+00', NULL, 'x', 5), (5, 2, '2025-01-01 00:00+00', NULL, 'x', 5);
INSERT INTO weather (at, temperature, humidity, wind_ms)
SELECT at, CASE WHEN extract(day FROM at) = 9 THEN NULL ELSE extract(day FROM at)::numeric / 2 END, 50, 1.0
FROM generate_series(timestamptz '2025-05-01 00:00+00', '2025-05-31 12:00+00', '12 hours') AS at
WHERE extract(day FROM at) NOT BETWEEN 14 AND 19;
