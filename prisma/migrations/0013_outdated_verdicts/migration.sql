-- A verdict is about the rows that it was given on: where a database's SQL or its hidden sets change, so do its exercises, and
-- the verdicts on them are given anew like those of an exercise that was changed itself.
CREATE FUNCTION outdate_exercises() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE exercises SET version = version + 1 WHERE database_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER exercise_databases_outdate AFTER UPDATE ON exercise_databases FOR EACH ROW
  WHEN (OLD.source_hash IS DISTINCT FROM NEW.source_hash OR OLD.hidden_hash IS DISTINCT FROM NEW.hidden_hash)
  EXECUTE FUNCTION outdate_exercises();
