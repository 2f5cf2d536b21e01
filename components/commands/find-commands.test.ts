import { expect, it } from "vitest";
import type { Command } from "@/components/commands/command";
import { findCommands } from "@/components/commands/find-commands";

const command = (label: string, group: string, keywords?: string): Command => ({
  ...{ id: label, label, group, run: () => undefined },
  ...(keywords === undefined ? {} : { keywords }),
});
const commands = [
  command("Run all", "Desk"),
  command("Late returns", "Exercises", "Joins"),
  command("Reset data", "Desk"),
];
const labels = (typed: string) =>
  findCommands(commands, typed).map(({ value, items }) => [value, items.map(({ label }) => label)]);

it("gathers what is offered under its headings", () => {
  expect(labels("")).toEqual([
    ["Desk", ["Run all", "Reset data"]],
    ["Exercises", ["Late returns"]],
  ]);
});

it("finds what holds every word in its label, its heading or its other words, whatever their case", () => {
  expect(labels("JOIN late")).toEqual([["Exercises", ["Late returns"]]]);
  expect(labels("desk re")).toEqual([["Desk", ["Reset data"]]]);
  expect(labels("nosuch")).toEqual([]);
});
