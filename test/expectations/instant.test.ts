import { formatInstant, readInstant } from "../../lib/expectations/index.js";
import * as fc from "../fast-check.js";

const DAY_MS = 86_400_000;
const days = fc.integer({ min: 0, max: 60_000 });

test("A date lasts from its first millisecond to its last one, and the next one begins right after.", () => {
  fc.assert(
    fc.property(days, (day) => {
      const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
      expect(readInstant(date, "start")).toBe(day * DAY_MS);
      expect(readInstant(date, "end")).toBe((day + 1) * DAY_MS - 1);
    }),
  );
});

test("An instant in whole seconds is read back as what was written.", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5_000_000_000 }), (seconds) => {
      const text = formatInstant(seconds * 1_000);
      expect(readInstant(text, "start")).toBe(seconds * 1_000);
      expect(readInstant(text, "end")).toBe(seconds * 1_000);
    }),
  );
});

test.each([
  "2026-02-31",
  "2026-02-31T00:00:00Z",
  "2026-1-1",
  "soon",
  "",
  "2026-01-01T00:00:00",
  "2026-01-01T00:00:00Zx",
  "2026-01-01T00:00:00Z2026-01-01",
  5,
  undefined,
])("%p is no instant.", (text) => expect(readInstant(text, "start")).toBeUndefined());

test("An instant needs no seconds.", () => {
  expect(readInstant("2026-01-01T00:01Z", "end")).toBe(Date.UTC(2026, 0, 1, 0, 1));
});
