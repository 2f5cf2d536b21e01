import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors/app-error";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import { templateFaultReason } from "./template-faults";

describe("TemplateFaults", () => {
  let carrel: TestInstallation;
  let key: string;

  beforeAll(async () => {
    carrel = await openTestInstallation();
    const { databaseId } = await carrel.createExercise({ build: false });
    key = "a template";
    await carrel.database.exerciseDatabase.update({ where: { id: databaseId }, data: { templateKey: key } });
  });
  beforeEach(async () => {
    await carrel.database.templateFault.deleteMany();
  });
  afterAll(() => carrel.close());

  const fail = async (times: number) => {
    for (let time = 0; time < times; time++) await carrel.templateFaults.recordFailure(key, `failure ${time + 1}`);
  };
  /** Seconds until the next try, by the database's clock. */
  const restSeconds = async () => {
    const [row] = await carrel.database.$queryRaw<{ seconds: number }[]>`
      SELECT extract(epoch FROM retry_at - now())::float AS seconds FROM template_faults WHERE template_key = ${key}`;
    return row?.seconds ?? 0;
  };
  const letRestEnd = () =>
    carrel.database.$executeRaw`UPDATE template_faults SET retry_at = now() WHERE template_key = ${key}`;

  it("takes a template out of service after three failures in a row, with the last reason", async () => {
    expect(await carrel.templateFaults.findFault(key)).toBeNull();
    await fail(2);
    expect(await carrel.templateFaults.findFault(key)).toMatchObject({ failures: 2, outOfService: false });
    await fail(1);
    expect(await carrel.templateFaults.findFault(key)).toMatchObject({
      failures: 3,
      reason: "failure 1",
      outOfService: true,
    });
    expect(await carrel.templateFaults.listOutOfService()).toMatchObject([{ title: "Test database" }]);
  });

  it("begins at none again after a success", async () => {
    await fail(2);
    await carrel.templateFaults.recordSuccess(key);
    await fail(2);
    expect(await carrel.templateFaults.findFault(key)).toMatchObject({ failures: 2, outOfService: false });
  });

  it("rests for a minute, then twice as long each time, and never longer than half an hour", async () => {
    await fail(3);
    expect(await restSeconds()).toBeCloseTo(60, 0);
    const rests: number[] = [];
    for (let time = 0; time < 6; time++) {
      await letRestEnd();
      await fail(1);
      rests.push(Math.round((await restSeconds()) / 60));
    }
    expect(rests).toEqual([2, 4, 8, 16, 30, 30]);
  });

  it("counts starts that fail side by side once, when it is out of service", async () => {
    await Promise.all(Array.from({ length: 20 }, () => fail(1)));
    expect(await carrel.templateFaults.findFault(key)).toMatchObject({ failures: 3 });
    expect(await restSeconds()).toBeLessThanOrEqual(60);
  });

  it("forgets templates that no exercise database leads to", async () => {
    await fail(1);
    await carrel.templateFaults.recordFailure("an older one", "failed");
    await carrel.templateFaults.removeUnused();
    expect(await carrel.database.templateFault.findMany()).toMatchObject([{ templateKey: key }]);
  });
});

describe("templateFaultReason", () => {
  const words = { publicMessage: "words" };

  it("blames the template for containers that do not get ready, and for an image that is missing", () => {
    const cause = new Error("no such role");
    expect(templateFaultReason(new AppError("start_failed", { ...words, cause }))).toMatch(/no such role/);
    expect(templateFaultReason(new Error("read-only"))).toMatch(/read-only/);
    expect(templateFaultReason(new AppError("template_unavailable", words))).toMatch(/missing/);
  });

  it.each(["docker_unavailable", "no_free_port", "database_unavailable"] as const)(
    "does not blame it for %s",
    (code) => {
      expect(templateFaultReason(new AppError(code, words))).toBeNull();
    },
  );
});
