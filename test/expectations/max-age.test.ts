import { formatMaxAge, readMaxAge } from "../../lib/expectations/index.js";
import { isLonger } from "../../lib/expectations/max-age.js";

test.each<[unknown, unknown]>([
  ["90s", 90],
  ["30m", 1_800],
  ["12h", 43_200],
  ["14d", 1_209_600],
  ["off", "off"],
  ["3650d", 315_360_000],
  ["315360000s", 315_360_000],
  ["315360001s", undefined],
  ["3651d", undefined],
  ["0s", undefined],
  ["", undefined],
  ["s", undefined],
  ["1w", undefined],
  ["1.5h", undefined],
  ["1h ", undefined],
  [" 1h", undefined],
  ["1234567890s", undefined],
  [60, undefined],
  [["60s"], undefined],
])("%p lasts %p seconds.", (text, seconds) => expect(readMaxAge(text)).toBe(seconds));

test.each([
  [90, "90s"],
  [1_800, "30m"],
  [3_600, "1h"],
  [43_200, "12h"],
  [1_209_600, "14d"],
])("%p seconds are written as %p.", (seconds, text) => expect(formatMaxAge(seconds)).toBe(text));

test.each<[Parameters<typeof isLonger>[0], Parameters<typeof isLonger>[0], boolean]>([
  [60, 61, true],
  [60, 60, false],
  [61, 60, false],
  [60, "off", true],
  [60, undefined, true],
  ["off", 60, false],
  [undefined, 60, false],
  ["off", undefined, false],
  ["off", "off", false],
])("From %p to %p lets older settings pass: %p.", (before, after, longer) =>
  expect(isLonger(before, after)).toBe(longer),
);
