/** The constructs that have a name; besides, "function NAME" and "table NAME". */
export const constructNames = [
  ...["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "RETURNING", "ON CONFLICT"],
  ...[
    "JOIN",
    "INNER JOIN",
    "LEFT JOIN",
    "RIGHT JOIN",
    "FULL JOIN",
    "OUTER JOIN",
    "CROSS JOIN",
    "NATURAL JOIN",
    "LATERAL",
  ],
  ...["WHERE", "GROUP BY", "HAVING", "ORDER BY", "DISTINCT", "LIMIT", "OFFSET", "GROUPING SETS"],
  ...["WINDOW", "CTE", "RECURSIVE CTE", "SUBQUERY", "EXISTS", "IN", "AGGREGATE", "CASE", "FILTER"],
  ...["SET OPERATION", "UNION", "INTERSECT", "EXCEPT"],
] as const;
