import { expect, it } from "vitest";
import { connectionLines, isOutOfReach } from "@/components/workspace/connection-lines";

const connection = {
  host: "127.0.0.1",
  port: 24001,
  database: "exercise",
  user: "student",
  password: "p@ss/w+rd",
  uri: "postgresql://student:p%40ss@127.0.0.1:24001/exercise",
};

it("gives lines that can be pasted, and hides the password until it is wanted", () => {
  const lines = (isShown: boolean) => connectionLines(connection, isShown).map(({ text }) => text);
  expect(lines(true)).toEqual([
    'psql "postgresql://student:p%40ss%2Fw%2Brd@127.0.0.1:24001/exercise"',
    'dbeaver -con "driver=postgresql|host=127.0.0.1|port=24001|database=exercise|user=student|password=p@ss/w+rd|name=Carrel"',
    "jdbc:postgresql://127.0.0.1:24001/exercise?user=student&password=p%40ss%2Fw%2Brd",
  ]);
  expect(lines(false).join()).not.toContain("p@ss");
  expect(connectionLines({ ...connection, host: "::1" }, true)[0]?.text).toContain("@[::1]:24001/");
});

it("says where a client elsewhere cannot get in", () => {
  expect(isOutOfReach("127.0.0.1", "carrel.example.edu")).toBe(true);
  expect(isOutOfReach("127.0.0.1", "localhost")).toBe(false);
  expect(isOutOfReach("10.0.0.5", "carrel.example.edu")).toBe(false);
});
