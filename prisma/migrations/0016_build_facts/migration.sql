-- How long the last build took and how large its data is, for the teacher; null where that is not known.
ALTER TABLE exercise_databases
  ADD COLUMN build_ms   integer,
  ADD COLUMN data_bytes bigint;
