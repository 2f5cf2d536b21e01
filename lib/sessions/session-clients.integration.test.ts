import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instanceLabel } from "@/lib/containers/labels";
import { runInContainer } from "@/lib/containers/run-in-container";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

/** psql and pg_dump of PostgreSQL 17, as on a student's own computer: from a container that sees what this machine sees. */
describe("a session's connection for other programs", () => {
  let carrel: TestInstallation;
  let exerciseId: string;
  let container: string;

  beforeAll(async () => {
    carrel = await openTestInstallation();
    ({ exerciseId } = await carrel.createExercise());
    const created = await carrel.docker.createContainer({
      Image: carrel.config.session.image,
      Entrypoint: ["sleep", "600"],
      Labels: { [instanceLabel]: carrel.config.instance },
      HostConfig: { NetworkMode: "host" },
    });
    container = created.id;
    await created.start();
  });
  afterAll(async () => {
    await carrel.docker.getContainer(container).remove({ force: true });
    await carrel.close();
  });

  const start = async () => {
    const student = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(student, { exerciseId, wait: true });
    const { uri } = await carrel.sessions.getConnection(student, session.id);
    return { uri, end: () => carrel.sessions.endSession(student, session.id) };
  };
  const client = async (command: string[], stdin?: string) => {
    const { exitCode, stdout, stderr } = await runInContainer(carrel.docker, { container, command, stdin });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    return stdout;
  };
  const psql = (uri: string, sql: string) =>
    client(["psql", uri, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align"], sql);
  /** Without the two lines that are different in every dump. */
  const dump = async (uri: string) => (await client(["pg_dump", uri])).replace(/^\\(un)?restrict .*$/gm, "");

  it("lets psql in with its uri as it is, and pg_dump take the work home and into another database", async () => {
    const [own, other] = await Promise.all([start(), start()]);
    await psql(
      own.uri,
      `CREATE TABLE loan (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, member int REFERENCES member, due date);
       INSERT INTO loan (member, due) VALUES (1, '2026-01-31'), (2, NULL);
       CREATE VIEW late AS SELECT name, due FROM loan JOIN member ON member.id = loan.member;
       CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';`,
    );
    expect(await psql(own.uri, "TABLE late;")).toBe("Ada|2026-01-31\nGrace|\n");
    const work = await dump(own.uri);
    await psql(other.uri, "DROP TABLE member;");
    await psql(other.uri, `SET client_min_messages = error;\n${work}`);
    expect(await dump(other.uri)).toBe(work);
    expect(await psql(other.uri, "TABLE public.late;")).toBe("Ada|2026-01-31\nGrace|\n");
    await Promise.all([own.end(), other.end()]);
  });
});
