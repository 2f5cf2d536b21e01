import { describe, expect, it } from "vitest";
import { zipFiles } from "./file-responses";
import { readContentUpload } from "./read-content-upload";

const files = [
  { path: "databases/shop/schema.sql", text: "create table item ();\n" },
  { path: "exercises/late.md", text: "é\r\n" },
];

function request(body: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost/api/content", { method: "POST", body, headers });
}

function form(parts: { path: string; bytes: BlobPart }[]): FormData {
  const data = new FormData();
  for (const { path, bytes } of parts) data.append("files", new File([bytes], path), path);
  return data;
}

async function read(from: Request) {
  return [...(await readContentUpload(from))].map(([path, bytes]) => ({ path, text: Buffer.from(bytes).toString() }));
}

describe("readContentUpload", () => {
  it("reads a zip, and a zip in a form", async () => {
    const zip = await zipFiles(files);
    expect(await read(request(zip, { "content-type": "application/zip" }))).toEqual(files);
    expect(await read(request(form([{ path: "course.zip", bytes: zip }])))).toEqual(files);
  });

  it("reads a folder in a form, by the paths of its files, byte for byte", async () => {
    expect(await read(request(form(files.map(({ path, text }) => ({ path, bytes: text })))))).toEqual(files);
  });

  it("refuses a form whose paths lead elsewhere, or come twice", async () => {
    for (const paths of [["../late.md"], ["/late.md"], ["late.md", "late.md"]]) {
      const parts = paths.map((path) => ({ path, bytes: "x" }));
      await expect(readContentUpload(request(form(parts)))).rejects.toMatchObject({ code: "invalid_request" });
    }
  });

  it.each([
    ["text/plain", "x"],
    ["application/json", "{}"],
    ["multipart/form-data", "no boundary"],
    ["multipart/form-data; boundary=b", "no form"],
    ["application/zip", "no zip"],
  ])("refuses a body of type %s with a sentence", async (type, body) => {
    await expect(readContentUpload(request(body, { "content-type": type }))).rejects.toMatchObject({
      code: "invalid_request",
    });
  });
});
