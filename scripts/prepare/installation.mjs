import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { root } from "./root.mjs";

/**
 * One installation of Carrel on this machine: its id, which is on everything that it makes in Docker, and the folder
 * that keeps its secrets and logs. `npm start` is "main", `npm test` is "test", `npm run bench` is
 * "bench", `npm run soak` is "soak", `npm run content:check` is "content"; they share nothing.
 */
export class Installation {
  /** @param {"main" | "test" | "bench" | "soak" | "content"} name */
  constructor(name) {
    this.name = name;
    this.directory = `${root}/.carrel/${name}`;
    this.stateFile = `${this.directory}/installation.json`;
  }

  exists() {
    return existsSync(this.stateFile);
  }

  /** The remembered state; made with a new id the first time. */
  state() {
    if (this.exists()) return JSON.parse(readFileSync(this.stateFile, "utf8"));
    const state = { instance: `${this.name}-${randomBytes(3).toString("hex")}` };
    this.writeState(state);
    return state;
  }

  remember(changes) {
    const state = this.state();
    if (Object.entries(changes).every(([key, value]) => state[key] === value)) return;
    this.writeState({ ...state, ...changes });
  }

  /** @returns {string | null} */
  readSecret(name) {
    const path = `${this.directory}/${name}`;
    return existsSync(path) ? readFileSync(path, "utf8").trim() : null;
  }

  writeSecret(name, value) {
    this.makeDirectory();
    writeFileSync(`${this.directory}/${name}`, `${value}\n`, { mode: 0o600 });
  }

  logFile(name) {
    this.makeDirectory();
    return `${this.directory}/${name}.log`;
  }

  writeState(state) {
    this.makeDirectory();
    // A half-written file would lose the id, and with it the way to everything that bears it.
    writeFileSync(`${this.stateFile}.new`, `${JSON.stringify(state, null, 2)}\n`);
    renameSync(`${this.stateFile}.new`, this.stateFile);
  }

  makeDirectory() {
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
  }
}
