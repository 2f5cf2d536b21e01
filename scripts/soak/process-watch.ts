import { readFileSync } from "node:fs";
import { readDescriptors } from "@/lib/testing/read-descriptors";
import { kibibytesOf } from "../bench/process-memory";
import { type Sample, slopePerHour } from "./least-squares";

/** A process that has just begun still fills its caches and pools. */
const settlingSeconds = 45;

const mebibyte = 1024;

/** Memory and descriptors of one of Carrel's processes over time, whatever process it is at the moment. */
export class ProcessWatch {
  private readonly memory: Sample[] = [];
  private readonly descriptors: Sample[] = [];
  private readonly begun = new Map<number, number>();
  private last = "not seen yet";

  constructor(readonly name: string) {}

  look(pid: number | undefined): void {
    const seconds = performance.now() / 1000;
    if (pid === undefined) return;
    const begun = this.begun.get(pid) ?? seconds;
    this.begun.set(pid, begun);
    const found = readProcess(pid);
    if (!found) return;
    this.last = `${Math.round(found.memoryKib / mebibyte)} MiB, ${found.descriptors} descriptors`;
    if (seconds - begun < settlingSeconds) return;
    this.memory.push({ process: pid, seconds, value: found.memoryKib / mebibyte });
    this.descriptors.push({ process: pid, seconds, value: found.descriptors });
  }

  /** What it has now, and how that grows. */
  words(): string {
    const slopes = `${signed(slopePerHour(this.memory))} MiB/h, ${signed(slopePerHour(this.descriptors))} descriptors/h`;
    return `${this.name}: ${this.last} (${slopes}, ${this.memory.length} samples)`;
  }
}

function readProcess(pid: number): { memoryKib: number; descriptors: number } | null {
  try {
    const memoryKib = kibibytesOf("VmRSS", readFileSync(`/proc/${pid}/status`, "utf8")) ?? 0;
    const descriptors = [...readDescriptors(pid).values()].reduce((sum, count) => sum + count, 0);
    return { memoryKib, descriptors };
  } catch (error) {
    // It was killed a moment ago.
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return null;
    throw error;
  }
}

function signed(value: number | null): string {
  return value === null ? "?" : `${value >= 0 ? "+" : ""}${value.toFixed(1)}`;
}
