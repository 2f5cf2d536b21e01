import { expect, it } from "vitest";
import { isPaletteKey } from "@/components/commands/palette-keys";

const pressed = { key: "k", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

it("opens by Ctrl+K, on a Mac by ⌘K alone, and by no other keys", () => {
  expect(isPaletteKey({ ...pressed, ctrlKey: true }, false)).toBe(true);
  expect(isPaletteKey({ ...pressed, key: "K", ctrlKey: true }, false)).toBe(true);
  expect(isPaletteKey({ ...pressed, metaKey: true }, true)).toBe(true);
  expect(isPaletteKey({ ...pressed, ctrlKey: true }, true)).toBe(false);
  expect(isPaletteKey({ ...pressed, ctrlKey: true, shiftKey: true }, false)).toBe(false);
  expect(isPaletteKey(pressed, false)).toBe(false);
});
