import { describe, expect, it } from "vitest";
import { containerSpec, sessionContainerName } from "./container-spec";

const mebibyte = 1024 * 1024;
const options = {
  name: "sql-exercise-u1-e1-x",
  image: "carrel/template:1",
  labels: { "carrel.instance": "main", "carrel.role": "session" },
  network: "carrel-main",
  portRange: { first: 24_000, last: 27_999 },
  bindAddress: "127.0.0.1",
  limits: {
    memoryBytes: 256 * mebibyte,
    cpus: 0.5,
    pids: 64,
    shmBytes: 32 * mebibyte,
    fileSizeBytes: 512 * mebibyte,
  },
};

describe("containerSpec", () => {
  it("asks for the name, image and labels that were given", () => {
    expect(containerSpec(options)).toMatchObject({ name: options.name, Image: options.image, Labels: options.labels });
  });

  it("publishes PostgreSQL's port alone, from the range, on the address that was given", () => {
    const { ExposedPorts, HostConfig } = containerSpec(options);
    expect(ExposedPorts).toEqual({ "5432/tcp": {} });
    expect(HostConfig?.PortBindings).toEqual({ "5432/tcp": [{ HostIp: "127.0.0.1", HostPort: "24000-27999" }] });
    expect(HostConfig?.PublishAllPorts).toBeFalsy();
  });

  it("gives no privilege: not root, no capability, no new ones, no namespace or device of the host", () => {
    const { User, HostConfig } = containerSpec(options);
    expect(User).toBe("postgres");
    expect(HostConfig).toMatchObject({
      CapDrop: ["ALL"],
      SecurityOpt: ["no-new-privileges"],
      Privileged: false,
      IpcMode: "private",
      NetworkMode: "carrel-main",
    });
    for (const opening of ["CapAdd", "Devices", "PidMode", "UTSMode", "UsernsMode"]) {
      expect(HostConfig).not.toHaveProperty(opening);
    }
  });

  it("mounts nothing, so that the container takes nothing of the host's and leaves no volume", () => {
    const spec = containerSpec(options);
    expect(spec).not.toHaveProperty("Volumes");
    for (const mount of ["Binds", "Mounts", "VolumesFrom"]) expect(spec.HostConfig).not.toHaveProperty(mount);
  });

  it("limits memory without swap, processors, processes, shared memory and the size of a file", () => {
    expect(containerSpec(options).HostConfig).toMatchObject({
      Memory: 268_435_456,
      MemorySwap: 268_435_456,
      NanoCpus: 500_000_000,
      PidsLimit: 64,
      ShmSize: 33_554_432,
      Ulimits: expect.arrayContaining([
        { Name: "fsize", Soft: 536_870_912, Hard: 536_870_912 },
        { Name: "core", Soft: 0, Hard: 0 },
      ]),
    });
  });

  it("gives Docker a whole number of nanoprocessors for any fraction", () => {
    const limits = { ...options.limits, cpus: 1.1 };
    expect(containerSpec({ ...options, limits }).HostConfig?.NanoCpus).toBe(1_100_000_000);
    const third = { ...options.limits, cpus: 1 / 3 };
    expect(containerSpec({ ...options, limits: third }).HostConfig?.NanoCpus).toBe(333_333_333);
  });

  it("caps the log and leaves restarting to Carrel", () => {
    expect(containerSpec(options).HostConfig).toMatchObject({
      LogConfig: { Type: "json-file", Config: { "max-size": "1m", "max-file": "1" } },
      RestartPolicy: { Name: "no" },
    });
  });
});

describe("sessionContainerName", () => {
  it("names student, exercise and uuid, in this order", () => {
    const name = sessionContainerName({ studentId: "u1", exerciseId: "e1", uuid: "0b9c" });
    expect(name).toBe("sql-exercise-u1-e1-0b9c");
  });
});
