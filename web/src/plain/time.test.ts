import { describe, expect, it } from "vitest";
import { ago, day, isPast, lasting, took, when } from "./time";

const NOW = new Date("2026-11-23T06:05:00Z");

describe("instants", () => {
  it("are shown in Beijing time wherever the reader is", () => {
    expect(when("2026-11-22T16:30:00Z")).toBe("2026-11-23 00:30");
    expect(day("2026-11-22T16:30:00Z")).toBe("2026-11-23");
    expect(day("2026-11-22")).toBe("2026-11-22");
  });
  it("are told by how long ago they were", () => {
    expect(ago("2026-11-23T06:04:40Z", "zh", NOW)).toBe("刚刚");
    expect(ago("2026-11-23T06:00:00Z", "zh", NOW)).toBe("5 分钟前");
    expect(ago("2026-11-21T06:00:00Z", "en", NOW)).toBe("2 days ago");
  });
  it("say how long something lasts", () => {
    expect(lasting(3 * 3600 + 59, "zh")).toBe("3 小时");
    expect(lasting(86_400, "en")).toBe("1 day");
  });
  it("say how long a machine took", () => {
    expect(took(31.4, "zh")).toBe("31 毫秒");
    expect(took(1489, "en")).toBe("1.5 s");
  });
  it("are past or not", () => {
    expect(isPast("2026-11-23T06:04:59Z", NOW)).toBe(true);
    expect(isPast("2026-11-23T06:05:01Z", NOW)).toBe(false);
  });
});
