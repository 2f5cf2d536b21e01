/** The types of port-is-free.mjs, which must run before there is TypeScript. */
export function portIsFree(port: number, host?: string): Promise<boolean>;
export function findFreePort(first: number): Promise<number>;
