import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/db/new-id";
import { containerServiceOf } from "@/lib/testing/container-service-of";
import { type DockerProxy, openDockerProxy } from "@/lib/testing/docker-proxy";
import type { DockerFault, DockerProxyRule } from "@/lib/testing/docker-proxy-rules";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import type { DockerContainerService } from "./docker-container-service";
import type { DockerCall } from "./guard-docker-calls";
import { openDocker } from "./open-docker";

const ready = async () => undefined;
const image = process.env.EXERCISE_IMAGE ?? "";
const request = () => ({ name: `sql-exercise-f-f-${newId()}`, image, role: "session" as const });
const unavailable = { code: "docker_unavailable" };

/** So long the service that is in a hurry waits for Docker. */
const hastyMs = 700;

const failures: DockerFault[] = [
  { kind: "answer", status: 500 },
  { kind: "close" },
  { kind: "close", when: "after" },
  { kind: "cut" },
  { kind: "silence" },
  { kind: "silence", when: "after" },
];

describe("DockerContainerService on a Docker that fails", () => {
  let carrel: TestInstallation;
  let proxy: DockerProxy;
  let patient: DockerContainerService;
  let hasty: DockerContainerService;
  const seen: DockerCall[] = [];
  const rules: DockerProxyRule[] = [];

  beforeAll(async () => {
    carrel = await openTestInstallation();
    proxy = await openDockerProxy();
    const onCall = (call: DockerCall) => void seen.push(call);
    const serviceWithin = (timeoutMs: number) =>
      containerServiceOf(carrel, { docker: openDocker({ host: proxy.host, timeoutMs, onCall }) });
    patient = serviceWithin(20_000);
    hasty = serviceWithin(hastyMs);
  });
  afterEach(() => {
    for (const rule of rules.splice(0)) rule.remove();
  });
  afterAll(async () => {
    await proxy.close();
    await carrel.close();
  });

  function addRule(method: string, path: RegExp, action: DockerFault, times?: number) {
    const rule = proxy.addRule({ match: { method, path }, action, times });
    rules.push(rule);
    return rule;
  }

  /** Only a Docker that is silent is asked by the one in a hurry, because a busy machine makes any call slow. */
  const serviceFor = (fault: DockerFault) => (fault.kind === "silence" ? hasty : patient);

  async function expectFailureInTime(call: Promise<unknown>, fault: DockerFault) {
    const begunAt = performance.now();
    await expect(call, JSON.stringify(fault)).rejects.toMatchObject(unavailable);
    if (fault.kind === "silence") expect(performance.now() - begunAt).toBeLessThan(hastyMs * 10);
  }

  it("reads no failure as an answer, whatever it looks for", async () => {
    const lookUps: [RegExp, (service: DockerContainerService) => Promise<unknown>][] = [
      [/^\/_ping/, (service) => service.ping()],
      [/^\/containers\/none\/json/, (service) => service.findContainer("none")],
      [/^\/containers\/json/, (service) => service.listContainers()],
      [/^\/containers\/none\/stats/, (service) => service.readStats("none")],
      [/^\/info/, (service) => service.readHost()],
    ];
    const strange: DockerFault[] = [...failures, { kind: "answer", status: 409 }];
    for (const [path, lookUp] of lookUps) {
      for (const fault of strange) {
        const rule = addRule("GET", path, fault);
        await expectFailureInTime(lookUp(serviceFor(fault)), fault);
        rule.remove();
      }
      await lookUp(patient);
    }
    await expect(patient.findContainer("none")).resolves.toBeNull();
    await expect(patient.readStats("none")).resolves.toBeNull();
  });

  it("waits for a slow Docker as long as its deadline allows", async () => {
    addRule("GET", /json/, { kind: "delay", ms: 200 });
    expect(await patient.findContainer("none")).toBeNull();
  });

  it("does not take a create without an answer for done, and leaves one container when it is repeated", async () => {
    for (const fault of failures) {
      const one = request();
      const rule = addRule("POST", /^\/containers\/create/, fault);
      await expectFailureInTime(serviceFor(fault).startContainer(one, ready), fault);
      rule.remove();
      const created = fault.kind === "cut" || fault.when === "after";
      expect((await patient.findContainer(one.name)) !== null, JSON.stringify(fault)).toBe(created);
      if (created) await patient.startContainer(one, ready);
      await patient.removeContainer(one.name);
    }
  });

  it("removes what it made where the start fails", async () => {
    for (const fault of [...failures, { kind: "answer", status: 409 } as const]) {
      const one = request();
      const rule = addRule("POST", /^\/containers\/[^/]+\/start/, fault);
      await expectFailureInTime(serviceFor(fault).startContainer(one, ready), fault);
      rule.remove();
      // The one in a hurry may have given up its removal as well; then the next one finds the container.
      if (fault.kind === "silence") await patient.removeContainer(one.name);
      expect(await patient.findContainer(one.name), JSON.stringify(fault)).toBeNull();
    }
  });

  it("does not call a template missing whose image is there", async () => {
    addRule("POST", /^\/containers\/create/, { kind: "answer", status: 404 });
    await expect(patient.startContainer(request(), ready)).rejects.toMatchObject(unavailable);
  });

  it("stops, renames and removes again what came to nothing or was not heard of", async () => {
    const one = request();
    await patient.startContainer(one, ready);
    for (const fault of failures) {
      const rule = addRule("POST", /\/stop/, fault);
      await expectFailureInTime(serviceFor(fault).stopContainer(one.name), fault);
      rule.remove();
    }
    await patient.stopContainer(one.name);
    expect(await patient.findContainer(one.name)).toMatchObject({ running: false, port: null });
    let name = one.name;
    for (const fault of failures) {
      const next = request().name;
      const rule = addRule("POST", /\/rename/, fault);
      await expectFailureInTime(serviceFor(fault).renameContainer(name, next), fault);
      rule.remove();
      await patient.renameContainer(name, next);
      expect(await patient.findContainer(name)).toBeNull();
      name = next;
    }
    for (const status of [404, 409]) {
      const rule = addRule("POST", /\/rename/, { kind: "answer", status });
      await expect(patient.renameContainer(name, request().name)).rejects.toMatchObject(unavailable);
      rule.remove();
    }
    for (const fault of failures) {
      const rule = addRule("DELETE", /^\/containers/, fault);
      // What was removed without an answer is gone, and nothing is left to fail at.
      if (await patient.findContainer(name)) await expectFailureInTime(serviceFor(fault).removeContainer(name), fault);
      rule.remove();
    }
    await patient.removeContainer(name);
    expect(await patient.findContainer(name)).toBeNull();
  });

  it("does not say that a container is gone while somebody else is still removing it", async () => {
    const one = request();
    await patient.startContainer(one, ready);
    addRule("DELETE", /^\/containers/, { kind: "answer", status: 409 });
    await expect(hasty.removeContainer(one.name)).rejects.toMatchObject(unavailable);
    for (const rule of rules.splice(0)) rule.remove();
    await patient.removeContainer(one.name);
  });

  it("says what to do where Docker refuses another network", async () => {
    addRule("GET", /^\/networks\//, { kind: "answer", status: 404 });
    addRule("POST", /^\/networks\/create/, { kind: "answer", status: 500 });
    const fresh = containerServiceOf(carrel, { docker: openDocker({ host: proxy.host, timeoutMs: 20_000 }) });
    await expect(fresh.startContainer(request(), ready)).rejects.toMatchObject({
      ...unavailable,
      cause: expect.objectContaining({ message: expect.stringContaining("default-address-pools") }),
    });
  });

  it("tells its observer of every call, and how it ended", async () => {
    seen.length = 0;
    await patient.findContainer("none");
    addRule("GET", /^\/_ping/, { kind: "silence" }, 1);
    await expect(hasty.ping()).rejects.toMatchObject(unavailable);
    addRule("GET", /^\/_ping/, { kind: "close" }, 1);
    await expect(patient.ping()).rejects.toMatchObject(unavailable);
    await patient.ping();
    expect(seen.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
      "inspect expected",
      "ping timeout",
      "ping error",
      "ping ok",
    ]);
    expect(seen[1]?.durationMs).toBeGreaterThanOrEqual(hastyMs - 5);
  });

  it("does not call it an error where a container's end is no longer watched for", async () => {
    const one = request();
    await patient.startContainer(one, ready);
    seen.length = 0;
    await patient.startContainer(one, ready);
    const watches = () => seen.filter(({ operation }) => operation === "wait").map(({ outcome }) => outcome);
    await expect.poll(watches).toEqual(["expected"]);
    await patient.removeContainer(one.name);
  });

  it("leaves no connection over where it gives up", async () => {
    addRule("GET", /^\/_ping/, { kind: "silence" });
    await Promise.all(Array.from({ length: 5 }, () => expect(hasty.ping()).rejects.toMatchObject(unavailable)));
    // Idle connections are closed by and by; one whose call was given up would stay.
    await expect.poll(() => proxy.connectionCount()).toBe(0);
  });
});
