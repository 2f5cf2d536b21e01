import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

/** Loads without complaint, and then lets nobody change a password: no container of it gets ready. */
const lockedSchema = "CREATE TABLE a (id int); ALTER DATABASE exercise SET default_transaction_read_only = on;";

describe("a template that does not start", () => {
  let carrel: TestInstallation;
  let bad: { key: string; databaseId: string };
  let good: { key: string };

  beforeAll(async () => {
    carrel = await openTestInstallation({ POOL_FLOOR: "1", SESSION_START_TIMEOUT_MS: "12000" });
    bad = await createTemplate(lockedSchema);
    good = await createTemplate();
  });
  afterAll(async () => {
    for (const { name } of await carrel.pool.listAll()) {
      await carrel.pool.remove(name);
      await carrel.containers.removeContainer(name);
    }
    await carrel.close();
  });

  async function createTemplate(schemaSql?: string) {
    const { databaseId } = await carrel.createExercise(schemaSql ? { schemaSql, seedSql: "" } : {});
    return { databaseId, ...(await carrel.templates.getTemplate(databaseId)) };
  }
  const fillWhole = async () => {
    while (await carrel.poolFiller.fill());
  };
  const waitingKeys = async () => (await carrel.pool.listAll()).map(({ templateKey }) => templateKey);
  const letRestEnd = () => carrel.database.$executeRaw`UPDATE template_faults SET retry_at = now()`;
  const partsOf = (image: string) => {
    const [repo = "", tag = ""] = image.split(":");
    return { repo, tag };
  };
  /** In its place comes an image whose containers run, and in which nobody answers. */
  async function breakImage(key: string) {
    const Image = carrel.images.imageName(key);
    const container = await carrel.docker.createContainer({ Image, Entrypoint: ["sleep"], Cmd: ["600"] });
    await carrel.images.commit({ container: container.id, key });
    await container.remove({ force: true, v: true });
  }

  it("is taken out of service with PostgreSQL's own words, while the others' containers wait", async () => {
    for (let round = 0; round < 3; round++) {
      await fillWhole();
      if (round < 2) await letRestEnd();
    }
    expect(await waitingKeys()).toEqual([good.key]);
    const fault = await carrel.templateFaults.findFault(bad.key);
    expect(fault).toMatchObject({ failures: 3, outOfService: true });
    expect(fault?.reason).toMatch(/read-only transaction/);
    expect(await carrel.templateFaults.findFault(good.key)).toBeNull();
    expect(await carrel.containers.listContainers()).toHaveLength(1);
  });

  it("is let alone while it rests, tried once when it is time, and rests longer then", async () => {
    await fillWhole();
    expect(await carrel.templateFaults.findFault(bad.key)).toMatchObject({ failures: 3 });
    await letRestEnd();
    await fillWhole();
    expect(await carrel.templateFaults.findFault(bad.key)).toMatchObject({ failures: 4 });
  });

  it("starts clean when it was built anew from other SQL", async () => {
    const data = { schemaSql: "CREATE TABLE a (id int);" };
    await carrel.database.exerciseDatabase.update({ where: { id: bad.databaseId }, data });
    await carrel.templates.ensureTemplate(bad.databaseId);
    await fillWhole();
    expect(await carrel.database.templateFault.findMany()).toEqual([]);
    const { key } = await carrel.templates.getTemplate(bad.databaseId);
    expect(await waitingKeys()).toContain(key);
  });

  it("does not hold up the others while its container hangs, and is back in service with the first success", async () => {
    const late = await createTemplate("CREATE TABLE late (id int);");
    const image = carrel.images.imageName(late.key);
    const whole = await carrel.docker.getImage(image).inspect();
    await breakImage(late.key);
    for (const { name } of await carrel.pool.listAll()) {
      await carrel.pool.remove(name);
      await carrel.containers.removeContainer(name);
    }
    await carrel.poolFiller.fill();
    await expect.poll(waitingKeys).toContain(good.key);
    await expect
      .poll(async () => (await carrel.pool.listEntries()).map(({ templateKey, state }) => `${templateKey} ${state}`))
      .toEqual(expect.arrayContaining([`${good.key} ready`, `${late.key} starting`]));
    await fillWhole();
    expect(await carrel.templateFaults.findFault(late.key)).toMatchObject({ failures: 1 });

    await carrel.docker.getImage(whole.Id).tag(partsOf(image));
    await letRestEnd();
    await fillWhole();
    expect(await carrel.templateFaults.findFault(late.key)).toBeNull();
    expect(await waitingKeys()).toContain(late.key);
  });

  it("tries an image that is missing no more often than one that is broken", async () => {
    const gone = await createTemplate("CREATE TABLE gone (id int);");
    await carrel.images.remove(gone.key);
    await fillWhole();
    expect(await carrel.templateFaults.findFault(gone.key)).toMatchObject({ failures: 1 });
  });
});
