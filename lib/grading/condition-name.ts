import "server-only";

/** Those that exercises are about: https://www.postgresql.org/docs/17/errcodes-appendix.html */
const names: Record<string, string | undefined> = {
  "22003": "numeric_value_out_of_range",
  "22012": "division_by_zero",
  "22P02": "invalid_text_representation",
  "23502": "not_null_violation",
  "23503": "foreign_key_violation",
  "23505": "unique_violation",
  "23514": "check_violation",
  "23P01": "exclusion_violation",
  "25006": "read_only_sql_transaction",
  "25P02": "in_failed_sql_transaction",
  "40001": "serialization_failure",
  "40P01": "deadlock_detected",
  "42501": "insufficient_privilege",
  "42704": "undefined_object",
  "42P01": "undefined_table",
  "55P03": "lock_not_available",
  "57014": "query_canceled",
  P0001: "raise_exception",
};

/** An SQLSTATE with PostgreSQL's own name of the condition, where it is a usual one: "23514 check_violation". */
export function withConditionName(sqlState: string): string {
  const name = names[sqlState];
  return name === undefined ? sqlState : `${sqlState} ${name}`;
}
