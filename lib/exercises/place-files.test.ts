import { describe, expect, it } from "vitest";
import { placeFiles } from "./place-files";

const bytes = new Uint8Array();
const place = (...paths: string[]) => {
  const { files, ignored } = placeFiles(new Map(paths.map((path) => [path, bytes])));
  return { files: [...files.keys()], ignored };
};

describe("placeFiles", () => {
  it("takes a folder in the form of content/ as it is, and says what it does not read", () => {
    const paths = ["databases/shop/database.yaml", "databases/shop/hidden/ties.sql", "exercises/late.md"];
    expect(place(...paths, "README.md", "exercises/draft.txt", "databases/shop/generate.mjs")).toEqual({
      files: paths,
      ignored: ["README.md", "databases/shop/generate.mjs", "exercises/draft.txt"],
    });
  });

  it("looks into folders that stand around everything", () => {
    expect(place("x/my-course/exercises/late.md", "x/my-course/README.md")).toEqual({
      files: ["exercises/late.md"],
      ignored: ["x/my-course/README.md"],
    });
  });

  it("takes the folder of a database for one, alone or beside others", () => {
    expect(place("shop/database.yaml", "shop/schema.sql", "shop/hidden/ties.sql").files).toEqual([
      "databases/shop/database.yaml",
      "databases/shop/schema.sql",
      "databases/shop/hidden/ties.sql",
    ]);
    expect(place("both/shop/database.yaml", "both/bank/database.yaml").files).toEqual([
      "databases/shop/database.yaml",
      "databases/bank/database.yaml",
    ]);
  });

  it("takes Markdown that stands by itself for exercises", () => {
    expect(place("late.md").files).toEqual(["exercises/late.md"]);
    expect(place("folder/late.md", "folder/early.md").files).toEqual(["exercises/late.md", "exercises/early.md"]);
  });

  it("passes over what file managers leave behind", () => {
    expect(place("__MACOSX/exercises/._late.md", "course/.DS_Store", "course/exercises/late.md")).toEqual({
      files: ["exercises/late.md"],
      ignored: [],
    });
  });

  it("finds nothing in nothing", () => {
    expect(place()).toEqual({ files: [], ignored: [] });
  });
});
