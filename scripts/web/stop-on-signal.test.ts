import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const stopOnSignal = fileURLToPath(new URL("./stop-on-signal.mjs", import.meta.url));

/** A server that begins to answer at once, and ends an answer when it is told to on its standard input. */
const program = `
  import { createServer } from "node:http";
  import { stopOnSignal } from ${JSON.stringify(stopOnSignal)};
  globalThis[Symbol.for("carrel")] = { close: async () => console.log("closed") };
  const server = createServer((request, response) => {
    if (request.url === "/events") response.setHeader("content-type", "text/event-stream");
    response.write("begun ");
    process.stdin.on("data", () => response.end("and ended"));
  });
  stopOnSignal(server);
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
`;

async function openServer() {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (data) => {
    output += data;
  });
  await once(child.stdout, "data");
  return { child, url: `http://127.0.0.1:${output.trim()}`, exit: once(child, "exit"), output: () => output };
}

describe("stopOnSignal", () => {
  it("lets a long answer end, breaks off event streams, takes nobody new, and closes the services", async () => {
    const { child, url, exit, output } = await openServer();
    const [query, events] = await Promise.all([fetch(`${url}/query`), fetch(`${url}/events`)]);
    child.kill("SIGTERM");
    await expect(events.text()).rejects.toThrow();
    await expect(fetch(url)).rejects.toThrow();
    child.stdin.write("now\n");
    expect(await query.text()).toBe("begun and ended");
    expect(await exit).toEqual([0, null]);
    expect(output()).toContain("closed");
  });

  it("does not wait for ever for an answer that does not end", async () => {
    const { child, url, exit, output } = await openServer();
    const query = await fetch(`${url}/query`);
    child.kill("SIGTERM");
    await expect(query.text()).rejects.toThrow();
    expect(await exit).toEqual([0, null]);
    expect(output()).toContain("closed");
  }, 20_000);
});
