-- Other rows for the same tables, as [{"name", "seedSql"}], with which answers are checked and which no student sees.
ALTER TABLE exercise_databases ADD COLUMN hidden_datasets jsonb NOT NULL DEFAULT '[]';

-- Of these sets, and empty where there are none, so that nobody has to read them to see whether an image is up to date.
ALTER TABLE exercise_databases ADD COLUMN hidden_hash text NOT NULL DEFAULT '';
CREATE FUNCTION hash_hidden_datasets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.hidden_hash := CASE NEW.hidden_datasets WHEN '[]'::jsonb THEN ''
    ELSE encode(sha256(convert_to(NEW.hidden_datasets::text, 'UTF8')), 'hex') END;
  RETURN NEW;
END $$;
CREATE TRIGGER exercise_databases_hidden_hash BEFORE INSERT OR UPDATE OF hidden_datasets, hidden_hash
  ON exercise_databases FOR EACH ROW EXECUTE FUNCTION hash_hidden_datasets();

DROP TRIGGER exercise_databases_notify ON exercise_databases;
CREATE TRIGGER exercise_databases_notify AFTER INSERT OR UPDATE OF schema_sql, seed_sql, hidden_datasets, build_state
  ON exercise_databases FOR EACH ROW EXECUTE FUNCTION notify_exercise_database();

-- Containers in which answers are checked, one for each set of data. The row is there before the container is.
CREATE TABLE graders (
  name         text PRIMARY KEY,
  key          text NOT NULL UNIQUE,
  port         integer,
  last_used_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TYPE verdict AS ENUM ('correct', 'incorrect', 'error');

-- Answers that were handed in, with the verdict and the version of the exercise that it is about.
CREATE TABLE submissions (
  id               text PRIMARY KEY,
  student_id       text NOT NULL REFERENCES users (id),
  exercise_id      text NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
  session_id       text REFERENCES exercise_sessions (id) ON DELETE SET NULL,
  exercise_version integer NOT NULL,
  sql              text NOT NULL,
  verdict          verdict NOT NULL,
  score            integer NOT NULL,
  checks           jsonb NOT NULL,
  duration_ms      double precision NOT NULL,
  created_at       timestamptz(3) NOT NULL DEFAULT now(),
  regraded_at      timestamptz(3)
);
CREATE INDEX submissions_student_id_exercise_id_created_at_idx ON submissions (student_id, exercise_id, created_at);
CREATE INDEX submissions_exercise_id_exercise_version_idx ON submissions (exercise_id, exercise_version);
CREATE INDEX submissions_session_id_idx ON submissions (session_id);
