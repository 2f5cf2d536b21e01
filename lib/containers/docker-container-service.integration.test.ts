import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/db/new-id";
import { containerServiceOf } from "@/lib/testing/container-service-of";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import { openDocker } from "./open-docker";
import { runInContainer } from "./run-in-container";

const ready = async () => undefined;

describe("DockerContainerService", () => {
  let carrel: TestInstallation;
  const image = process.env.EXERCISE_IMAGE ?? "";
  const request = () => ({ name: `sql-exercise-a-b-${newId()}`, image, role: "session" as const, sessionId: "s" });

  beforeAll(async () => {
    carrel = await openTestInstallation();
  });
  afterAll(() => carrel.close());

  /** The same service, with a port range of the test's own. */
  function withPorts(first: number, last: number) {
    return containerServiceOf(carrel, { portRange: { first, last } });
  }

  it("publishes one port of the range on the bind address, and is gone after its removal", async () => {
    const one = request();
    const address = await carrel.containers.startContainer(one, ready);
    const { first, last } = carrel.config.session.portRange;
    expect(address.port).toBeGreaterThanOrEqual(first);
    expect(address.port).toBeLessThanOrEqual(last);
    const found = await carrel.containers.findContainer(one.name);
    expect(found).toMatchObject({ name: one.name, running: true, port: address.port, role: "session", sessionId: "s" });
    await carrel.containers.removeContainer(one.name);
    expect(await carrel.containers.findContainer(one.name)).toBeNull();
    await carrel.containers.removeContainer(one.name);
  });

  it("builds every wall around the container that the design asks for", async () => {
    const one = request();
    await carrel.containers.startContainer(one, ready);
    const { HostConfig: host, Config: config, Mounts: mounts } = await carrel.docker.getContainer(one.name).inspect();
    await carrel.containers.removeContainer(one.name);
    expect(host.CapDrop).toEqual(["ALL"]);
    expect(host.CapAdd ?? []).toEqual([]);
    expect(host.SecurityOpt).toContain("no-new-privileges");
    expect(host.Privileged).toBe(false);
    expect(host.Memory).toBe(carrel.config.session.memoryBytes);
    expect(host.MemorySwap).toBe(host.Memory);
    expect(host.NanoCpus).toBe(carrel.config.session.cpus * 1e9);
    expect(host.PidsLimit).toBe(carrel.config.session.pids);
    expect(host.RestartPolicy?.Name).toBe("no");
    expect(host.LogConfig?.Config).toMatchObject({ "max-size": "1m", "max-file": "1" });
    expect(host.Ulimits).toContainEqual(expect.objectContaining({ Name: "fsize" }));
    expect(config.User).toBe("postgres");
    expect(mounts).toEqual([]);
    expect(JSON.stringify({ labels: config.Labels, environment: config.Env })).not.toMatch(/password|secret/i);
  });

  it("leaves the server's user nothing to write to but its data, /tmp and the socket's folder", async () => {
    const one = request();
    await carrel.containers.startContainer(one, ready);
    const script = `for d in / /etc /usr /usr/bin /usr/lib /var /var/lib /var/tmp /run /dev /dev/shm /home /root /opt /srv /proc/sys /sys/fs/cgroup; do
      [ -d "$d" ] && (: > "$d/probe") 2>/dev/null && echo "$d"; done; id -u; cat /proc/self/status`;
    const { stdout } = await runInContainer(carrel.docker, { container: one.name, command: ["sh", "-c", script] });
    await carrel.containers.removeContainer(one.name);
    const writable = stdout.split("\n").filter((line) => line.startsWith("/"));
    // /dev/shm is the container's own, of a fixed size, and PostgreSQL's shared memory needs it.
    expect(writable.filter((path) => path !== "/dev/shm" && path !== "/dev")).toEqual([]);
    expect(stdout).toMatch(/^CapEff:\s+0000000000000000$/m);
    expect(stdout).toMatch(/^CapBnd:\s+0000000000000000$/m);
    expect(stdout).toMatch(/^NoNewPrivs:\s+1$/m);
    expect(stdout).not.toMatch(/^0$/m);
  });

  it("keeps containers from talking to each other and to the world", async () => {
    const [one, other] = [request(), request()];
    await carrel.containers.startContainer(one, ready);
    await carrel.containers.startContainer(other, ready);
    const { NetworkSettings } = await carrel.docker.getContainer(other.name).inspect();
    const neighbour = Object.values(NetworkSettings.Networks)[0]?.IPAddress ?? "";
    expect(neighbour).toMatch(/^\d+\./);
    const reach = (host: string) =>
      runInContainer(carrel.docker, {
        container: one.name,
        command: ["psql", "-w", "-U", "student", "-h", host, "-d", "exercise", "-c", "SELECT 1"],
        environment: ["PGCONNECT_TIMEOUT=2"],
      });
    const [toNeighbour, toItself] = [await reach(neighbour), await reach("127.0.0.1")];
    await Promise.all([one, other].map(({ name }) => carrel.containers.removeContainer(name)));
    expect(toNeighbour.stderr).toMatch(/timeout expired|No route|refused/);
    // The server itself answers, so the silence above is the network's.
    expect(toItself.stderr).toMatch(/password/);
  });

  it("removes the container when readiness fails, and lets the error through", async () => {
    const one = request();
    const start = carrel.containers.startContainer(one, () => Promise.reject(new Error("not ready")));
    await expect(start).rejects.toThrow("not ready");
    expect(await carrel.containers.findContainer(one.name)).toBeNull();
  });

  it("keeps a container that existed before when readiness fails, because it may hold work", async () => {
    const one = request();
    await carrel.containers.startContainer(one, ready);
    await carrel.containers.stopContainer(one.name);
    await expect(carrel.containers.startContainer(one, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await carrel.containers.findContainer(one.name)).not.toBeNull();
    await carrel.containers.removeContainer(one.name);
  });

  it("makes one container when the same start is asked for several times at once", async () => {
    const one = request();
    const addresses = await Promise.all([1, 2, 3].map(() => carrel.containers.startContainer(one, ready)));
    expect(new Set(addresses.map(({ port }) => port)).size).toBe(1);
    expect((await carrel.containers.listContainers()).filter(({ name }) => name === one.name)).toHaveLength(1);
    await carrel.containers.removeContainer(one.name);
  });

  it("passes over a port that somebody else listens on", async () => {
    const taken = await listen(20_401);
    const one = request();
    const address = await withPorts(20_401, 20_402).startContainer(one, ready);
    await carrel.containers.removeContainer(one.name);
    taken.close();
    expect(address.port).toBe(20_402);
  });

  it("says that no port is free when all of the range are taken, and leaves nothing over", async () => {
    const taken = await listen(20_403);
    const one = request();
    const start = withPorts(20_403, 20_403).startContainer(one, ready);
    await expect(start).rejects.toMatchObject({ code: "no_free_port", retryAfterSeconds: expect.any(Number) });
    taken.close();
    expect(await carrel.containers.findContainer(one.name)).toBeNull();
  });

  it("says that a template is missing when its image is", async () => {
    const start = carrel.containers.startContainer({ ...request(), image: "carrel-none/template:none" }, ready);
    await expect(start).rejects.toMatchObject({ code: "template_unavailable" });
  });

  it("tells a Docker that does not answer from a container that is not there", async () => {
    const docker = openDocker({ host: "unix:///nowhere/docker.sock", timeoutMs: 1_000 });
    const away = containerServiceOf(carrel, { docker });
    await expect(away.findContainer("anything")).rejects.toMatchObject({ code: "docker_unavailable" });
    await expect(away.removeContainer("anything")).rejects.toMatchObject({ code: "docker_unavailable" });
    await expect(away.startContainer(request(), ready)).rejects.toMatchObject({ code: "docker_unavailable" });
  });

  it("does not see or touch a container with another installation's label", async () => {
    const name = `foreign-${newId()}`;
    const foreign = await carrel.docker.createContainer({
      name,
      Image: image,
      Labels: { "carrel.instance": "somebody-else" },
    });
    await carrel.containers.removeContainer(name);
    const listed = await carrel.containers.listContainers();
    const stillThere = await foreign.inspect();
    await foreign.remove({ force: true });
    expect(listed.map((container) => container.name)).not.toContain(name);
    expect(stillThere.Name).toBe(`/${name}`);
  });
});

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
