-- What is published has passed the publish gate with the rows that its database had then. When these change it is due to be tried
-- again; what the gate found is kept for its teacher, as {rule, message}, and null where it passed.
ALTER TABLE exercises
  ADD COLUMN gate_due   boolean NOT NULL DEFAULT false,
  ADD COLUMN gate_fault jsonb;

-- An exercise that is no longer published may still be open in front of students.
CREATE OR REPLACE FUNCTION outdate_exercises() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE exercises SET version = version + 1, gate_due = gate_due OR published, gate_fault = NULL
    WHERE database_id = NEW.id;
  RETURN NULL;
END $$;
