import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instanceLabel, roleLabel } from "@/lib/containers/labels";
import { newId } from "@/lib/db/new-id";
import { endEverything } from "@/lib/testing/end-everything";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

/**
 * What others have on the same Docker Engine: with no label of Carrel's, and with that of another installation. The empty
 * label keeps a container from bearing its image's, whose installation may have a keeper at work beside these tests.
 */
const owners: { owner: string; labels: Record<string, string> }[] = [
  { owner: "nobody of Carrel's", labels: { [roleLabel]: "session", [instanceLabel]: "" } },
  { owner: "another installation", labels: { [roleLabel]: "session", [instanceLabel]: `foreign-${newId()}` } },
];

describe("what belongs to others on the same host", () => {
  let carrel: TestInstallation;
  let exerciseId: string;

  beforeAll(async () => {
    carrel = await openTestInstallation({ KEEPER_SETTLE_MS: "0", POOL_FLOOR: "1", POOL_MAX: "1" });
    ({ exerciseId } = await carrel.createExercise());
  });
  afterAll(() => carrel.close());

  /** The whole life of a session, and everything that a keeper does. */
  const passSession = async () => {
    const student = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(student, { exerciseId, wait: true });
    await carrel.sessions.resetSession(student, session.id);
    await carrel.keeper.keepTemplates();
    await carrel.keeper.keepSessions();
    while (await carrel.poolFiller.fill());
    await carrel.sessions.endSession(student, session.id);
    await endEverything(carrel);
  };

  it.each(owners)("stays as it is where it is of $owner: container, volume, network and image", async ({ labels }) => {
    const { docker } = carrel;
    const name = `carrel-${newId()}`;
    const image = process.env.EXERCISE_IMAGE ?? "";
    await docker.createVolume({ Name: name, Labels: labels });
    const network = await docker.createNetwork({ Name: name, Labels: labels });
    const container = await docker.createContainer({ name: `sql-exercise-${name}`, Image: image, Labels: labels });
    const { Id: imageId } = await container.commit({ repo: name, tag: "template" });
    try {
      await passSession();
      expect((await container.inspect()).Id).toBe(container.id);
      expect((await docker.getVolume(name).inspect()).Name).toBe(name);
      expect((await network.inspect()).Name).toBe(name);
      expect((await docker.getImage(imageId).inspect()).RepoTags).toEqual([`${name}:template`]);
    } finally {
      await container.remove({ force: true });
      await network.remove();
      await docker.getVolume(name).remove();
      await docker.getImage(imageId).remove();
    }
  });
});
