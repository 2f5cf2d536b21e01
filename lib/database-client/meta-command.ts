import "server-only";
import { exerciseDatabase } from "./connect-client";
import { type Definition, functionDefinition, viewDefinition } from "./describing/definition";
import {
  databasesCommand,
  extensionNotFound,
  extensionsCommand,
  findListCommand,
  type ListCommand,
  relationNotFound,
  relationsCommand,
} from "./describing/describing-commands";
import { findExtensions } from "./describing/list-cluster";
import type { Listing } from "./describing/listing";
import { findRelationsQuery } from "./describing/relation";
import { findMetaNote } from "./meta-notes";
import { parseNamePattern, qualificationError } from "./name-pattern";

/** What a psql meta-command comes to here. */
export type MetaCommand = MetaAnswer & {
  /** What psql warns of: arguments that the command does not take. */
  ignored: string[];
};

type MetaAnswer =
  /** One question to the catalogue; where psql prints no empty list, what it says instead. */
  | { kind: "list"; query: string; notFound: string | null }
  /** Each relation that the query finds is described by itself. */
  | { kind: "describe"; find: string; isVerbose: boolean; notFound: string }
  /** Of each extension that the query finds, what belongs to it. */
  | { kind: "contents"; find: string; notFound: string }
  | { kind: "definition"; definition: Definition }
  /** psql changes how it works; this page has its own way, which the sentence names. */
  | { kind: "note"; message: string }
  /** What psql itself would say. */
  | { kind: "error"; message: string; isUnknown: boolean };

/** Reads a line that begins with a backslash, in one pass: a line can have a million characters. Pure. */
export function parseMetaCommand(line: string): MetaCommand {
  const written = /^\\(\S*)/.exec(line)?.[1] ?? "";
  const rest = line.slice(1 + written.length);
  const command = withoutEnd(written, ";");
  // Without what asks for more, or for the system's own.
  const name = command.replace(/[S+]/g, "");
  const flags = { isVerbose: command.includes("+"), isSystem: command.includes("S") };
  if (name === "sf" || name === "sv") return { ...showDefinition(name, rest, flags.isVerbose), ignored: [] };
  const list = findList(name);
  if (list === null) return { ...noList(command, name), ignored: [] };
  const given = readArguments(rest);
  const answer = listCommand(list.command, { ...toPatterns(given), letters: list.letters, ...flags });
  return { ...answer, ignored: given.slice(list.command.mostArguments ?? 1) };
}

/** psql changes how it works, or knows no such command. */
function noList(command: string, name: string): MetaAnswer {
  const message = findMetaNote(withoutEnd(command, "+")) ?? (name.startsWith("d") ? findMetaNote(name) : null);
  if (message) return { kind: "note", message };
  return { kind: "error", message: `invalid command \\${command}`, isUnknown: true };
}

function findList(name: string): { command: ListCommand; letters: string } | null {
  if (name === "l" || name === "list") return { command: databasesCommand, letters: "" };
  const letters = name === "z" ? "p" : name.slice(1);
  const command = name === "z" || name.startsWith("d") ? findListCommand(letters) : null;
  return command && { command, letters };
}

function listCommand(command: ListCommand, listing: Listing): MetaAnswer {
  const { pattern, others, letters, isVerbose } = listing;
  const refusal = pattern && qualificationError(pattern, command.mostParts, exerciseDatabase);
  if (refusal) return { kind: "error", message: refusal, isUnknown: false };
  if (command === relationsCommand && letters === "" && pattern) {
    return { kind: "describe", find: findRelationsQuery(listing), isVerbose, notFound: relationNotFound(pattern.text) };
  }
  if (command === extensionsCommand && isVerbose) {
    return { kind: "contents", find: findExtensions(listing), notFound: extensionNotFound(pattern?.text ?? null) };
  }
  const patterns = pattern ? [pattern.text, ...others] : [];
  return { kind: "list", query: command.query(listing), notFound: command.notFound?.(patterns) ?? null };
}

function showDefinition(command: "sf" | "sv", rest: string, isNumbered: boolean): MetaAnswer {
  const name = withoutEnd(rest.trim(), ";").trimEnd();
  const what = command === "sf" ? "function" : "view";
  if (name === "") return { kind: "error", message: `${what} name is required`, isUnknown: false };
  const define = command === "sf" ? functionDefinition : viewDefinition;
  return { kind: "definition", definition: define(name, isNumbered) };
}

function toPatterns([first, ...others]: string[]): Pick<Listing, "pattern" | "others"> {
  return { pattern: first === undefined ? null : parseNamePattern(first), others };
}

/** What psql takes for a command's arguments: parted by spaces outside quotes; single quotes are only there to quote. */
function readArguments(text: string): string[] {
  const found = [""];
  let quote = "";
  for (const character of text) {
    if (quote === "" && /\s/.test(character)) {
      found.push("");
      continue;
    }
    const isQuote = (character === "'" || character === '"') && (quote === "" || quote === character);
    if (isQuote) quote = quote === "" ? character : "";
    if (!isQuote || character === '"') found[found.length - 1] += character;
  }
  return found.map((piece) => withoutEnd(piece, ";")).filter((piece) => piece !== "");
}

function withoutEnd(text: string, end: string): string {
  return text.endsWith(end) ? text.slice(0, -end.length) : text;
}
