import "server-only";

interface WarningFacts {
  portRange: { first: number; last: number };
  /** SESSION_MAX_LIVE. */
  maxLive: number;
  poolCeiling: number;
}

/** What an operator should know of the settings before anybody runs into it. */
export function configWarnings({ portRange, maxLive, poolCeiling }: WarningFacts): string[] {
  const ports = portRange.last - portRange.first + 1;
  if (ports >= maxLive + poolCeiling) return [];
  return [
    `SESSION_PORT_RANGE holds ${ports} ports, and SESSION_MAX_LIVE (${maxLive}) with POOL_MAX (${poolCeiling}) may need ${maxLive + poolCeiling}. Widen the range, or starts fail when it is used up.`,
  ];
}
