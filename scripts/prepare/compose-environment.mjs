import { createHmac } from "node:crypto";

/**
 * The environment of web and keeper: what was given, and in its place what was prepared.
 * @param {{ environment: NodeJS.ProcessEnv, databaseUrl: string, secret: string, address: { host: string, port: number } }} options
 * @returns {NodeJS.ProcessEnv}
 */
export function composeEnvironment({ environment, databaseUrl, secret, address }) {
  return {
    ...environment,
    DATABASE_URL: databaseUrl,
    CARREL_SECRET: secret,
    NEXTAUTH_SECRET: createHmac("sha256", secret).update("next-auth").digest("base64url"),
    // Without an address of its own, next-auth believes the request about the name that it was reached by.
    ...(environment.CARREL_URL ? { NEXTAUTH_URL: environment.CARREL_URL } : { AUTH_TRUST_HOST: "1" }),
    NEXT_TELEMETRY_DISABLED: "1",
    HOST: address.host,
    PORT: String(address.port),
  };
}
