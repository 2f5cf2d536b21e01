import { request as openRequest } from "node:http";
import Docker from "dockerode";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runInContainer } from "@/lib/containers/run-in-container";
import { newId } from "@/lib/db/new-id";
import { type DockerProxy, openDockerProxy } from "./docker-proxy";

const image = process.env.EXERCISE_IMAGE ?? "";

describe("openDockerProxy", () => {
  let proxy: DockerProxy;
  let docker: Docker;
  const direct = new Docker();

  beforeEach(async () => {
    proxy = await openDockerProxy();
    docker = new Docker({ socketPath: proxy.socketPath });
  });
  afterEach(() => proxy.close());

  /** A call over a connection of its own, so that it shows what became of the connection. */
  const get = (path: string) =>
    new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const request = openRequest({ socketPath: proxy.socketPath, path, agent: false }, (reply) => {
        const chunks: Buffer[] = [];
        reply.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", reject);
        reply.on("end", () => resolve({ status: reply.statusCode, body: Buffer.concat(chunks).toString() }));
      });
      request.on("error", reject).end();
    });

  it("hands calls on unchanged, several over one connection, and lists them", async () => {
    expect((await docker.ping()).toString()).toBe("OK");
    expect((await docker.info()).ID).toBe((await direct.info()).ID);
    await expect(docker.getContainer("carrel-none").inspect()).rejects.toMatchObject({ statusCode: 404 });
    expect(proxy.calls.map(({ path, status }) => `${path} ${status}`)).toEqual([
      "/_ping 200",
      "/info 200",
      "/containers/carrel-none/json 404",
    ]);
    expect(proxy.connectionCount()).toBe(1);
  });

  it("hands on a stream in both directions", async () => {
    const container = await docker.createContainer({ name: `proxy-${newId()}`, Image: image });
    try {
      await container.start();
      const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index}`).join("\n");
      const result = await runInContainer(docker, { container: container.id, command: ["cat"], stdin: lines });
      expect(result).toEqual({ exitCode: 0, stdout: lines, stderr: "" });
      proxy.addRule({ match: { method: "POST", path: /^\/exec\/.*\/start/ }, action: { kind: "close" } });
      await expect(runInContainer(docker, { container: container.id, command: ["true"] })).rejects.toThrow();
    } finally {
      await container.remove({ force: true, v: true });
    }
  });

  it("answers by itself, closes, and cuts a reply, for as many calls as the rule says", async () => {
    proxy.addRule({ match: { path: /_ping/ }, action: { kind: "answer", status: 500 }, times: 1 });
    proxy.addRule({ match: { path: /_ping/ }, action: { kind: "close" }, times: 1 });
    proxy.addRule({ match: { path: /_ping/ }, action: { kind: "cut" }, times: 1 });
    expect((await get("/_ping")).status).toBe(500);
    await expect(get("/_ping")).rejects.toMatchObject({ code: "ECONNRESET" });
    await expect(get("/_ping")).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(await get("/_ping")).toEqual({ status: 200, body: "OK" });
    // Docker itself heard of the last two alone.
    expect(proxy.calls.map(({ status }) => status)).toEqual([null, null, 200, 200]);
  });

  it("holds a call before Docker hears of it, and drops it when the client goes away meanwhile", async () => {
    const name = `proxy-${newId()}`;
    const rule = proxy.addRule({ match: { path: /\/containers\/create/ }, action: { kind: "hold" } });
    const leaving = new AbortController();
    const create = docker.createContainer({ name, Image: image, abortSignal: leaving.signal });
    expect(await rule.arrived).toMatchObject({ method: "POST", status: null });
    leaving.abort();
    await expect(create).rejects.toThrow();
    await expect.poll(() => proxy.connectionCount()).toBe(0);
    rule.release();
    await expect(direct.getContainer(name).inspect()).rejects.toMatchObject({ statusCode: 404 });
  });

  it("holds Docker's answer until it is released", async () => {
    const name = `proxy-${newId()}`;
    const rule = proxy.addRule({ match: { path: /\/containers\/create/ }, action: { kind: "hold", when: "after" } });
    const create = docker.createContainer({ name, Image: image });
    expect(await rule.arrived).toMatchObject({ status: 201 });
    const { Id: id } = await direct.getContainer(name).inspect();
    rule.release();
    expect((await create).id).toBe(id);
    await direct.getContainer(id).remove();
  });

  it("delays a call, passes by the first ones of a rule, and never answers where it is told so", async () => {
    const silence = proxy.addRule({ match: { path: /_ping/ }, action: { kind: "silence" }, skip: 1, times: 1 });
    const delay = proxy.addRule({ match: { path: /_ping/ }, action: { kind: "delay", ms: 30 } });
    const begin = performance.now();
    expect((await get("/_ping")).status).toBe(200);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(29);
    const unanswered = expect(get("/_ping")).rejects.toMatchObject({ code: "ECONNRESET" });
    await silence.arrived;
    delay.remove();
    expect((await get("/_ping")).status).toBe(200);
    await proxy.close();
    await unanswered;
    proxy = await openDockerProxy();
  });
});
