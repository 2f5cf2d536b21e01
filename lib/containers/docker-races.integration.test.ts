import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/db/new-id";
import { containerServiceOf } from "@/lib/testing/container-service-of";
import { type DockerProxy, openDockerProxy } from "@/lib/testing/docker-proxy";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import { ContainerNetworks } from "./container-networks";
import type { DockerContainerService } from "./docker-container-service";
import { networkShard } from "./network-shard";
import { openDocker } from "./open-docker";

const ready = async () => undefined;
const image = process.env.EXERCISE_IMAGE ?? "";
const request = () => ({ name: `sql-exercise-r-r-${newId()}`, image, role: "session" as const });

/** Enough for two networks. */
const maxContainers = 600;

describe("DockerContainerService, several at once", () => {
  let carrel: TestInstallation;
  let proxy: DockerProxy;
  let containers: DockerContainerService;

  beforeAll(async () => {
    carrel = await openTestInstallation();
    proxy = await openDockerProxy();
    const docker = openDocker({ host: proxy.host, timeoutMs: 20_000 });
    containers = containerServiceOf(carrel, { docker, maxContainers });
  });
  afterAll(async () => {
    await proxy.close();
    await carrel.close();
  });

  const networkOf = (containerName: string) =>
    networkShard({ instance: carrel.config.instance, containerName, maxContainers });

  function requestOn(network: number) {
    for (;;) {
      const one = request();
      if (networkOf(one.name).endsWith(`-${network}`)) return one;
    }
  }

  it("puts containers on more than one bridge, each without a way out or across", async () => {
    const [one, other] = [requestOn(0), requestOn(1)];
    await Promise.all([one, other].map((each) => containers.startContainer(each, ready)));
    for (const { name } of [one, other]) {
      const { NetworkSettings } = await carrel.docker.getContainer(name).inspect();
      expect(Object.keys(NetworkSettings.Networks)).toEqual([networkOf(name)]);
      const network = await carrel.docker.getNetwork(networkOf(name)).inspect();
      expect(network.Options).toMatchObject({
        "com.docker.network.bridge.enable_icc": "false",
        "com.docker.network.bridge.enable_ip_masquerade": "false",
      });
    }
    await Promise.all([one, other].map(({ name }) => containers.removeContainer(name)));
  });

  it("asks Docker three times for a new container, and twice for one that stood still", async () => {
    const one = requestOn(0);
    proxy.calls.length = 0;
    await containers.startContainer(one, ready);
    expect(proxy.calls.map(({ method, status }) => `${method} ${status}`)).toEqual(["POST 201", "POST 204", "GET 200"]);
    await containers.stopContainer(one.name);
    proxy.calls.length = 0;
    await containers.startContainer({ ...one, image: null }, ready);
    expect(proxy.calls.map(({ method, status }) => `${method} ${status}`)).toEqual(["POST 204", "GET 200"]);
    await containers.removeContainer(one.name);
  });

  it("starts a container again that was being stopped when it was asked to start", async () => {
    const one = requestOn(0);
    await containers.startContainer(one, ready);
    const path = /^\/containers\/[^/]+\/start/;
    const rule = proxy.addRule({ match: { path }, action: { kind: "hold", when: "after" }, times: 1 });
    const visits: number[] = [];
    const start = containers.startContainer(one, async ({ port }) => void visits.push(port));
    expect(await rule.arrived).toMatchObject({ status: 304 });
    await carrel.containers.stopContainer(one.name);
    rule.release();
    const { port } = await start;
    expect(await containers.findContainer(one.name)).toMatchObject({ running: true, port });
    // Twice where Docker was slow to say that it stood still: it may be asked for the address only after the new start.
    expect(new Set(visits)).toEqual(new Set([port]));
    await containers.removeContainer(one.name);
  });

  it("notices that a container stops while readiness is waited for", async () => {
    const one = requestOn(0);
    await containers.startContainer(one, ready);
    let visits = 0;
    let noteVisit: () => void = () => undefined;
    const visited = new Promise<void>((resolve) => {
      noteVisit = resolve;
    });
    const start = containers.startContainer(one, () => {
      noteVisit();
      // The first address never answers, as that of a server which is shutting down.
      return visits++ === 0 ? new Promise<void>(() => undefined) : Promise.resolve();
    });
    await visited;
    await carrel.containers.stopContainer(one.name);
    const { port } = await start;
    expect(await containers.findContainer(one.name)).toMatchObject({ running: true, port });
    await containers.removeContainer(one.name);
  });

  it("renames and removes once, however many ask for it", async () => {
    const one = requestOn(0);
    const { name } = request();
    await containers.startContainer(one, ready);
    await Promise.all([1, 2, 3].map(() => containers.renameContainer(one.name, name)));
    expect(await containers.findContainer(one.name)).toBeNull();
    await Promise.all([containers, carrel.containers, containers].map((each) => each.removeContainer(name)));
    expect(await containers.findContainer(name)).toBeNull();
  });

  it("does not take another container's name for its own", async () => {
    const [one, other] = [requestOn(0), requestOn(0)];
    for (const each of [one, other]) await containers.startContainer(each, ready);
    await expect(containers.renameContainer(one.name, other.name)).rejects.toMatchObject({
      code: "docker_unavailable",
    });
    await Promise.all([one, other].map(({ name }) => containers.removeContainer(name)));
  });

  it("starts a stopped container whose network was removed meanwhile", async () => {
    const one = requestOn(0);
    await containers.startContainer(one, ready);
    await containers.stopContainer(one.name);
    await carrel.docker.getNetwork(networkOf(one.name)).remove();
    const { port } = await containers.startContainer({ ...one, image: null }, ready);
    expect(port).toBeGreaterThan(0);
    await containers.stopContainer(one.name);
    await carrel.docker.getNetwork(networkOf(one.name)).remove();
    const another = requestOn(0);
    await containers.startContainer(another, ready);
    await Promise.all([one, another].map(({ name }) => containers.removeContainer(name)));
  });

  it("makes one network where several processes need it at the same moment", async () => {
    const name = `carrel-${carrel.config.instance}-9`;
    const { docker } = carrel;
    const processes = Array.from(
      { length: 4 },
      () => new ContainerNetworks({ docker, instance: carrel.config.instance }),
    );
    await Promise.all(processes.flatMap((each) => [each.ensure(name), each.ensure(name)]));
    const found = await docker.listNetworks({ filters: { name: [name] } });
    expect(found).toHaveLength(1);
  });

  it("reads a running container's memory and processor time, and nothing of one that stands still", async () => {
    const one = requestOn(0);
    await containers.startContainer(one, ready);
    const stats = await containers.readStats(one.name);
    const mebibyte = 1024 * 1024;
    expect(stats?.memoryBytes).toBeGreaterThan(0);
    expect(stats?.memoryBytes).toBeLessThan(100 * mebibyte);
    expect(stats?.memoryLimitBytes).toBe(carrel.config.session.memoryBytes);
    expect(stats?.cpuNanoseconds).toBeGreaterThan(0);
    await containers.stopContainer(one.name);
    expect(await containers.readStats(one.name)).toBeNull();
    await containers.removeContainer(one.name);
    expect(await containers.readStats(one.name)).toBeNull();
  });

  it("reads the machine's memory, processors and disk", async () => {
    const host = await containers.readHost();
    expect(host.cpus).toBeGreaterThan(0);
    expect(host.memoryAvailableBytes).toBeLessThan(host.memoryTotalBytes);
    expect(host.memoryAvailableBytes).toBeGreaterThan(0);
    expect(host.diskFreeBytes).toBeLessThan(host.diskTotalBytes ?? 0);
  });
});
