import "server-only";
import { AppError } from "@/lib/errors/app-error";
import { authoringMaxBytes } from "./authoring-route";

/** What may be sent at once as files, also unpacked. */
export interface ContentLimits {
  files: number;
  sentBytes: number;
  unpackedBytes: number;
  pathLength: number;
}

export const contentLimits: ContentLimits = {
  files: 2000,
  sentBytes: authoringMaxBytes,
  unpackedBytes: 2 * authoringMaxBytes,
  pathLength: 300,
};

/** Takes files in, one after another, within limits. */
export class FileCollector {
  readonly files = new Map<string, Uint8Array>();
  private bytes = 0;

  constructor(private readonly limits: ContentLimits) {}

  /** @throws AppError payload_too_large, before anything of the file has to be in memory */
  expect(file: { bytes: number }): void {
    if (this.files.size >= this.limits.files) throw tooLarge(`${this.limits.files.toLocaleString("en")} files`);
    if (this.bytes + file.bytes > this.limits.unpackedBytes) {
      throw tooLarge(`${this.limits.unpackedBytes.toLocaleString("en")} bytes, unpacked,`);
    }
  }

  /** @throws AppError payload_too_large; invalid_request for a name that stands for no file in the folder */
  add(name: string, bytes: Uint8Array): void {
    this.expect({ bytes: bytes.byteLength });
    const path = name.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
    const fault = faultOf(path, this.limits);
    if (fault) throw unfit(`${quote(name)}: ${fault}`);
    if (this.files.has(path)) throw unfit(`${quote(path)} was sent twice.`);
    this.files.set(path, bytes);
    this.bytes += bytes.byteLength;
  }
}

/** A body that cannot be taken apart. */
export function unfit(publicMessage: string, cause?: unknown): AppError {
  return new AppError("invalid_request", { publicMessage, cause });
}

function faultOf(path: string, { pathLength }: ContentLimits): string | null {
  if (path.length > pathLength) return `the path may have ${pathLength} characters, and has more.`;
  if (/[\p{Cc}\p{Surrogate}\uFFFD]/u.test(path)) return "the name has characters that no file of Carrel's has.";
  if (path.startsWith("/") || /^[a-z]:/i.test(path)) return "the path does not begin in the folder.";
  if (path.split("/").some((part) => part === "" || part === "." || part === "..")) {
    return "the path leads out of the folder, or nowhere.";
  }
  return null;
}

function quote(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}

function tooLarge(what: string): AppError {
  return new AppError("payload_too_large", { publicMessage: `At most ${what} can be imported at once.` });
}
