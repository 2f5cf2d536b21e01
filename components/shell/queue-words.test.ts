import { expect, it } from "vitest";
import { queueWords } from "@/components/shell/queue-words";

it("counts as people do", () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102].map(queueWords)).toEqual(
    ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd"].map((word) => `${word} in the queue`),
  );
  expect(queueWords(null)).toBe("in the queue");
});
