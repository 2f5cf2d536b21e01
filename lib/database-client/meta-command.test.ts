import { describe, expect, it } from "vitest";
import { parseMetaCommand } from "./meta-command";
import { findMetaNote } from "./meta-notes";

const million = 1_000_000;

/** Every command of psql 17, from its help; those with letters of their own as they are written most often. */
const psqlCommands = `
  a bind C c cd conninfo copy copyright crosstabview
  d da dA dAc dAf dAo dAp db dc dconfig dC dd dD ddp dE di dm ds dt dv dtvmsiE des det deu dew df dfa dfn dfp dft dfw
  dF dFd dFp dFt dg dl dL dn do dO dp dP dPt dPi dPn drds drg dRp dRs dT du dx dX dy l list sf sv z
  e edit echo ef ev encoding errverbose f g gdesc getenv gexec gset gx h help H html i include if elif else endif ir
  include_relative lo_export lo_import lo_list lo_unlink o out p print password prompt pset q quit qecho r reset s set setenv
  t T timing unset w write warn watch x ! ?`
  .trim()
  .split(/\s+/);

describe("parseMetaCommand", () => {
  it.each([
    ["\\dS+", "list"],
    ["\\d+", "list"],
    ["\\dt  ;", "list"],
    ["\\dt;", "list"],
    ["\\l+ ; ", "list"],
    ["\\d\tmember ;\r", "describe"],
    ["\\dS+ pg_class", "describe"],
    ["\\sf+ twice(int, int)", "definition"],
  ])("knows %j", (line, kind) => {
    expect(parseMetaCommand(line)).toMatchObject({ kind });
  });

  it("answers every command of psql's, by a list or by one sentence", () => {
    for (const name of psqlCommands) {
      const { kind, ...answer } = parseMetaCommand(`\\${name} x`);
      expect(kind, name).toMatch(/^(list|describe|definition|note)$/);
      if ("message" in answer) expect(answer.message, name).toMatch(/^[^.]+\.( [^.]+\.)?$|;$|more\.$/);
    }
    expect(parseMetaCommand("\\frobnicate")).toMatchObject({ kind: "error", isUnknown: true });
    expect(findMetaNote("frobnicate")).toBeNull();
  });

  it.each([
    ["\\dt a.b.c.d", "improper qualified name (too many dotted names): a.b.c.d"],
    ["\\d other.public.member", "cross-database references are not implemented: other.public.member"],
    ["\\du a.b", "improper qualified name (too many dotted names): a.b"],
    ["\\sf", "function name is required"],
    ["\\sv ;", "view name is required"],
  ])("says of %s what psql says", (line, message) => {
    expect(parseMetaCommand(line)).toMatchObject({ kind: "error", message, isUnknown: false });
  });

  it.each([
    ["\\dt member SELECT 1;", ["SELECT", "1"]],
    ["\\d member; SELECT 1", ["SELECT", "1"]],
    ["\\l a b", ["b"]],
    ["\\drds a b c", ["c"]],
    ["\\df + int4 int4", []],
    ["\\do + int4 int4", []],
    ["\\sf twice(int, int)", []],
    ["\\timing on off", []],
  ])("leaves out of %s what psql ignores, and says so", (line, ignored) => {
    expect(parseMetaCommand(line)).toMatchObject({ ignored });
  });

  it("takes what stands in quotes for one name, and what follows it for another argument", () => {
    expect(parseMetaCommand('\\d "Odd one" more')).toMatchObject({ notFound: expect.stringContaining('""Odd one""') });
    expect(parseMetaCommand("\\d 'odd'")).toMatchObject({ notFound: expect.stringContaining('"odd"') });
  });

  it.each([
    ["spaces", `\\d a${" ".repeat(million)}b`],
    ["spaces and semicolons", `\\d a${" ;".repeat(million / 2)}b`],
    ["quotes", `\\d ${`'"`.repeat(million / 2)}b`],
    ["letters of psql's", `\\d${"S".repeat(million)}x`],
    ["signs of psql's", `\\l${"+".repeat(million)}x`],
  ])("is read in one pass: a million %s", (_what, line) => {
    // Whatever is not linear takes minutes here, and longer than a test may.
    expect(parseMetaCommand(line).kind).toMatch(/list|describe|error/);
  });
});
