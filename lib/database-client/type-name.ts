import "server-only";

const plainTypes: Record<number, string> = {
  16: "boolean",
  17: "bytea",
  18: '"char"',
  19: "name",
  20: "bigint",
  21: "smallint",
  22: "int2vector",
  23: "integer",
  24: "regproc",
  25: "text",
  26: "oid",
  27: "tid",
  28: "xid",
  29: "cid",
  30: "oidvector",
  114: "json",
  142: "xml",
  194: "pg_node_tree",
  600: "point",
  601: "lseg",
  602: "path",
  603: "box",
  604: "polygon",
  628: "line",
  650: "cidr",
  700: "real",
  701: "double precision",
  705: "unknown",
  718: "circle",
  774: "macaddr8",
  790: "money",
  829: "macaddr",
  869: "inet",
  1033: "aclitem",
  1082: "date",
  2205: "regclass",
  2206: "regtype",
  2249: "record",
  2278: "void",
  2950: "uuid",
  3220: "pg_lsn",
  3614: "tsvector",
  3615: "tsquery",
  3802: "jsonb",
  3904: "int4range",
  3906: "numrange",
  3908: "tsrange",
  3910: "tstzrange",
  3912: "daterange",
  3926: "int8range",
  4072: "jsonpath",
};

const arrayElements: Record<number, number> = {
  1000: 16,
  1001: 17,
  1002: 18,
  1003: 19,
  1016: 20,
  1005: 21,
  1007: 23,
  1009: 25,
  1028: 26,
  199: 114,
  1017: 600,
  1021: 700,
  1022: 701,
  791: 790,
  1041: 869,
  1182: 1082,
  2951: 2950,
  3807: 3802,
  2210: 2205,
  1034: 1033,
  1014: 1042,
  1015: 1043,
  1231: 1700,
  1115: 1114,
  1185: 1184,
  1183: 1083,
  1270: 1266,
  1187: 1186,
  1561: 1560,
  1563: 1562,
};

/**
 * What PostgreSQL's format_type prints for a built-in type and its modifier, or null for types that a database made
 * itself, for which the server is asked. Numbers are pg_type's OIDs, which never change for built-in types.
 */
export function builtinTypeName(oid: number, modifier: number): string | null {
  const element = arrayElements[oid];
  if (element !== undefined) {
    const name = builtinTypeName(element, modifier);
    return name === null ? null : `${name}[]`;
  }
  return plainTypes[oid] ?? typeNameWithModifier(oid, modifier);
}

function typeNameWithModifier(oid: number, modifier: number): string | null {
  const has = modifier >= 0;
  switch (oid) {
    // Without a length, PostgreSQL tells bpchar from character, which means character(1).
    case 1042:
      return has ? `character(${modifier - 4})` : "bpchar";
    case 1043:
      return has ? `character varying(${modifier - 4})` : "character varying";
    case 1560:
      return has ? `bit(${modifier})` : '"bit"';
    case 1562:
      return has ? `bit varying(${modifier})` : "bit varying";
    case 1700:
      return has ? `numeric(${((modifier - 4) >> 16) & 0xffff},${numericScale(modifier)})` : "numeric";
    case 1083:
      return `time${precision(modifier)} without time zone`;
    case 1266:
      return `time${precision(modifier)} with time zone`;
    case 1114:
      return `timestamp${precision(modifier)} without time zone`;
    case 1184:
      return `timestamp${precision(modifier)} with time zone`;
    case 1186:
      return has ? null : "interval";
    default:
      return null;
  }
}

/** The scale is 11 bits in two's complement since PostgreSQL 15 allows negative ones. */
function numericScale(modifier: number): number {
  return (((modifier - 4) & 0x7ff) ^ 1024) - 1024;
}

function precision(modifier: number): string {
  return modifier >= 0 ? `(${modifier})` : "";
}
