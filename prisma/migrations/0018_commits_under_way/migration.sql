-- A COMMIT is about to be sent: what became of it is asked by the transaction's id, if whoever sent it died meanwhile.
ALTER TABLE open_transactions
  ADD COLUMN is_committing  boolean NOT NULL DEFAULT false,
  -- Null also where PostgreSQL could not be asked for it.
  ADD COLUMN transaction_id text;
