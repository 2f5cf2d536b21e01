/** The types of problem.mjs, which must run before there is TypeScript. */
export class Problem extends Error {}
