/** PostgreSQL's own functions that a student meets, with what they take. All 3,000 of pg_proc would hide them. */
const signatures = `
count(expression) sum(number) avg(number) min(value) max(value) array_agg(value) string_agg(text, delimiter) bool_and(boolean)
bool_or(boolean) every(boolean) stddev(number) variance(number) percentile_cont(fraction) percentile_disc(fraction) mode()
json_agg(value) jsonb_agg(value) jsonb_object_agg(key, value) corr(y, x)
row_number() rank() dense_rank() percent_rank() cume_dist() ntile(buckets) lag(value) lead(value) first_value(value)
last_value(value) nth_value(value, n)
coalesce(value, …) nullif(value, value) greatest(value, …) least(value, …) generate_series(start, stop) unnest(array)
abs(number) ceil(number) floor(number) round(number, digits) trunc(number, digits) mod(y, x) power(a, b) sqrt(number) sign(number)
random() div(y, x) exp(number) ln(number) log(number) width_bucket(operand, low, high, count)
length(text) lower(text) upper(text) initcap(text) trim(text) ltrim(text) rtrim(text) substring(text from start) left(text, n)
right(text, n) position(part in text) strpos(text, part) replace(text, from, to) concat(value, …) concat_ws(separator, value, …)
split_part(text, delimiter, n) lpad(text, length) rpad(text, length) repeat(text, n) reverse(text) format(format, value, …)
regexp_replace(text, pattern, replacement) regexp_match(text, pattern) regexp_matches(text, pattern) regexp_count(text, pattern)
string_to_array(text, delimiter) array_to_string(array, delimiter) starts_with(text, prefix) translate(text, from, to) md5(text)
now() current_date() age(timestamp) date_part(field, source) date_trunc(field, source) extract(field from source) make_date(y, m, d)
make_interval() to_char(value, format) to_date(text, format) to_timestamp(text, format) to_number(text, format) clock_timestamp()
justify_interval(interval) date_bin(stride, source, origin)
array_length(array, dimension) cardinality(array) array_append(array, value) array_cat(array, array) array_position(array, value)
array_remove(array, value) jsonb_build_object(key, value, …) jsonb_array_elements(jsonb) jsonb_each(jsonb) jsonb_set(target, path, value)
jsonb_typeof(jsonb) to_jsonb(value) json_build_object(key, value, …) row_to_json(record) jsonb_path_query(target, path)
pg_typeof(value) pg_size_pretty(bytes) pg_total_relation_size(table) pg_sleep(seconds) pg_backend_pid() version() current_user()
current_setting(name) nextval(sequence) currval(sequence) setval(sequence, value) txid_current() gen_random_uuid()
lower_inc(range) upper_inc(range) isempty(range) int4range(low, high) daterange(low, high) tsrange(low, high)
to_tsvector(text) to_tsquery(text) plainto_tsquery(text) ts_rank(vector, query)
`;

/** SQL has these without brackets. */
const bare = new Set(["current_date", "current_user"]);

export interface SqlFunction {
  name: string;
  parameters: string;
  isBare: boolean;
}

export const sqlFunctions: SqlFunction[] = [...signatures.matchAll(/(\w+)\(([^)]*)\)/g)].map(
  ([, name = "", parameters = ""]) => ({ name, parameters, isBare: bare.has(name) }),
);
