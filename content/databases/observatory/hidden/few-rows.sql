-- Few rows, most of which match nothing; some tables are empty.
INSERT INTO institution (id, name, country) VALUES (1, 'Alone', 'GB');
INSERT INTO staff (id, name, job, boss_id, hired, quit, salary) VALUES (1, 'Greta Weiß', 'director', NULL, '2000-01-01', NULL, NULL);
INSERT INTO telescope (id, name, mirror_m, opened, retired) VALUES (7, 'Lone', 1.00, '2000-01-01', NULL);
INSERT INTO instrument (id, telescope_id, name, kind, wavelengths, config) VALUES (3, 7, 'Eye', 'camera', '[400,700)', '{}');
INSERT INTO target (id, parent_id, name, kind, magnitude, discovered, aliases) VALUES
(1, NULL, 'Spark', 'star', 0.00, NULL, '{"H 1"}'), (2, NULL, 'Comet Last', 'comet', NULL, NULL, '{}');
INSERT INTO proposal (id, code, institution_id, title, lead, submitted, grade, hours_asked, hours_given, budget) VALUES
(1, '2026A-001', 1, 'A', 'Ann', '2025-08-01 10:00+00', NULL, 10, NULL, NULL), (2, '2025B-001', 1, 'B', 'Ann', '2025-04-01 10:00+00', 2.0, 10, 5, NULL);
INSERT INTO night (evening, observer_id, clouds, seeing, remark)
SELECT day::date, 1, 0, NULL, NULL FROM generate_series(timestamp '2025-01-01', '2025-01-05', '1 day') AS day;
INSERT INTO night (evening, observer_id, clouds, seeing, remark) VALUES ('2025-03-15', 1, 0, 1.00, NULL), ('2025-06-21', 1, 0, 1.00, NULL), ('2025-08-31', 1, 5, 1.00, NULL);
INSERT INTO observation (id, evening, proposal_id, instrument_id, target_id, begun, exposure_s, filter, quality, log) VALUES
(1, '2025-03-15', NULL, 3, 1, '2025-03-15 21:00+00', 10, NULL, 5, '{"warnings": ["wind"]}'), (2, '2025-03-15', NULL, 3, 1, '2025-03-15 22:00+00', 30, NULL, NULL, NULL),
(3, '2025-06-21', NULL, 3, 2, '2025-06-21 23:00+00', 10, NULL, 5, '{"airmass": 2}'), (4, '2025-08-31', NULL, 3, 2, '2025-08-31 21:00+00', 10, NULL, 1, NULL);
INSERT INTO weather (at, temperature, humidity, wind_ms) VALUES ('2025-05-01 12:00+00', 10.0, NULL, NULL), ('2025-06-30 23:30+00', -0.5, 100, 0);
