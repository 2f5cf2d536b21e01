-- Since when the student knows how psql and others get into this container: the keeper watches what they write.
ALTER TABLE exercise_sessions ADD COLUMN connection_shown_at timestamptz(3);

-- What a template is made from, as a hash, so that nobody has to read whole dumps to see whether one is up to date.
ALTER TABLE exercise_databases ADD COLUMN source_hash text NOT NULL DEFAULT '';

CREATE FUNCTION hash_exercise_database() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.source_hash := encode(sha256(convert_to(
    octet_length(NEW.schema_sql) || ':' || NEW.schema_sql || octet_length(NEW.seed_sql) || ':' || NEW.seed_sql, 'UTF8')), 'hex');
  RETURN NEW;
END $$;
CREATE TRIGGER exercise_databases_hash BEFORE INSERT OR UPDATE OF schema_sql, seed_sql, source_hash
  ON exercise_databases FOR EACH ROW EXECUTE FUNCTION hash_exercise_database();
UPDATE exercise_databases SET source_hash = '';
