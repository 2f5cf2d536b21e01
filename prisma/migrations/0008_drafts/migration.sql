-- What a student has typed for an exercise: the editor's tabs, as one text of JSON. A draft may hold what jsonb refuses,
-- such as half of a surrogate pair. A save names the revision that it knows, and finds out when another was faster.
CREATE TABLE drafts (
  user_id     text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  exercise_id text NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
  tabs        text NOT NULL,
  revision    integer NOT NULL DEFAULT 1,
  updated_at  timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, exercise_id)
);
CREATE INDEX drafts_exercise_id_idx ON drafts (exercise_id);
