import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readBody } from "./read-body";

const schema = z.object({ sql: z.string().default("select 1") });

function request(body?: BodyInit): Request {
  const init = { method: "POST", body, duplex: "half" };
  return new Request("http://localhost/", init);
}

/** A body that comes in pieces, and counts those that were asked for. */
function pieces(list: Uint8Array[]) {
  const asked = { count: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = list[asked.count++];
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
      cancel() {
        asked.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { asked, body };
}

describe("readBody", () => {
  it("gives what the schema makes of the body, without what it does not know", async () => {
    expect(await readBody(request('{"sql": "select 2", "user": "another"}'), schema, 100)).toEqual({ sql: "select 2" });
  });

  it.each([undefined, "", " \n"])("takes the body %j for one with nothing in it", async (body) => {
    expect(await readBody(request(body), schema, 100)).toEqual({ sql: "select 1" });
  });

  it("refuses bytes that are no UTF-8, whether their number was announced or not", async () => {
    const bytes = Buffer.concat([Buffer.from('{"sql": "caf'), Buffer.from([0xe9]), Buffer.from('"}')]);
    const announced = new Request("http://localhost/", {
      method: "POST",
      body: bytes,
      headers: { "content-length": String(bytes.length) },
    });
    const refusal = { code: "invalid_request", publicMessage: "The body is not UTF-8." };
    await expect(readBody(announced, schema, 100)).rejects.toMatchObject(refusal);
    await expect(readBody(request(pieces([bytes]).body), schema, 100)).rejects.toMatchObject(refusal);
  });

  it("puts a character together that came in two pieces", async () => {
    const bytes = new TextEncoder().encode('{"sql": "😀"}');
    const { body } = pieces([bytes.subarray(0, 11), bytes.subarray(11)]);
    expect(await readBody(request(body), schema, 100)).toEqual({ sql: "😀" });
  });

  it("counts bytes, and takes exactly as many as are allowed", async () => {
    const body = '{"sql": "é"}';
    expect(await readBody(request(body), schema, 13)).toEqual({ sql: "é" });
    await expect(readBody(request(body), schema, 12)).rejects.toMatchObject({
      code: "payload_too_large",
      publicMessage: "At most 12 bytes can be sent.",
    });
  });

  it("reads a body that is too large to its end, so that the connection outlives the answer", async () => {
    const { asked, body } = pieces(Array.from({ length: 100 }, () => new Uint8Array(10)));
    await expect(readBody(request(body), schema, 25)).rejects.toMatchObject({ code: "payload_too_large" });
    expect(asked).toEqual({ count: 101, cancelled: false });
  });

  it("stops reading a body that has no end", async () => {
    const megabyte = new Uint8Array(1024 * 1024);
    const { asked, body } = pieces(Array.from({ length: 100 }, () => megabyte));
    await expect(readBody(request(body), schema, 25)).rejects.toMatchObject({ code: "payload_too_large" });
    expect(asked).toEqual({ count: 65, cancelled: true });
  });

  it.each(["{", "sql=select", '{"sql": 1}}'])("says that %j is not JSON", async (body) => {
    await expect(readBody(request(body), schema, 100)).rejects.toMatchObject({
      code: "invalid_request",
      publicMessage: "The body is not JSON.",
    });
  });

  it.each(['{"sql": 1}', "[]", "null", '"select 1"'])("refuses %s with zod's issues", async (body) => {
    await expect(readBody(request(body), schema, 100)).rejects.toMatchObject({
      code: "invalid_request",
      details: [{ code: "invalid_type" }],
    });
  });
});
