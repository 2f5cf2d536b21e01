import { describe, expect, it } from "vitest";
import { roomInAll, roomLeft } from "./host-room";

const host = { maxRunning: 30, maxLive: 500, ports: 4_000, taken: 10, pooled: 5, draining: false, refusal: null };

describe("roomLeft", () => {
  it("is what memory, places and ports all allow, less what sessions and waiting containers have", () => {
    expect(roomLeft(host)).toEqual({ count: 15, limit: "memory" });
    expect(roomLeft({ ...host, maxLive: 20 })).toEqual({ count: 5, limit: "places" });
    expect(roomLeft({ ...host, ports: 12 })).toEqual({ count: -3, limit: "ports" });
  });

  it("names the ports where the keeper found that they are what bounds the host", () => {
    expect(roomLeft({ ...host, maxRunning: 20, ports: 20 })).toEqual({ count: 5, limit: "ports" });
  });

  it("does without a figure that no keeper has measured yet", () => {
    expect(roomLeft({ ...host, maxRunning: null, ports: 100 })).toEqual({ count: 85, limit: "ports" });
  });
});

describe("roomInAll", () => {
  it("does not mind what is used now", () => {
    expect(roomInAll({ ...host, taken: 30 })).toEqual({ count: 30, limit: "memory" });
  });
});
