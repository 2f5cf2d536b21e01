import type { Connection } from "@/lib/schemas/session";

export interface ConnectionLine {
  client: string;
  text: string;
}

const mask = "••••••••";

/** Ready lines for clients that students have. Without `shown` the password is hidden, which is for looking at alone. */
export function connectionLines(connection: Connection, isShown: boolean): ConnectionLine[] {
  const { host, port, database, user } = connection;
  const password = isShown ? connection.password : mask;
  const inUrl = isShown ? encodeURIComponent(connection.password) : mask;
  const address = `${host.includes(":") ? `[${host}]` : host}:${port}/${database}`;
  return [
    { client: "psql", text: `psql "postgresql://${user}:${inUrl}@${address}"` },
    {
      client: "DBeaver",
      text: `dbeaver -con "driver=postgresql|host=${host}|port=${port}|database=${database}|user=${user}|password=${password}|name=Carrel"`,
    },
    { client: "JDBC", text: `jdbc:postgresql://${address}?user=${user}&password=${inUrl}` },
  ];
}

const loopback = /^(localhost|127\.|\[?::1)/;

/** What is given leads to Carrel's own machine, and the student sits at another one. */
export function isOutOfReach(host: string, pageHost: string): boolean {
  return loopback.test(host) && !loopback.test(pageHost);
}
