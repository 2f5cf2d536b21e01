const numberType = /^(smallint|integer|bigint|numeric|real|double precision|money|oid)(\(|$)/;

/** Numbers stand right, so that their digits line up; everything else stands where it is read from. */
export function columnAlignment(type: string): "start" | "end" {
  return numberType.test(type) ? "end" : "start";
}
