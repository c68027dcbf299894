import { decodeHistoryPage } from "../../../lib/settings/decode/history-page.js";
import { decodeMe } from "../../../lib/settings/decode/me.js";
import { decodeSessionEvents } from "../../../lib/settings/decode/session-events.js";

const notObjects: [unknown, string][] = [
  [null, "null"],
  [[], "an array"],
  ["<html>", "a string"],
];

it.each(notObjects)("An answer that is %j is refused in one sentence that says so", (body, found) => {
  const refused = { ok: false, faults: [`$: expected an object, found ${found}`] };
  expect(decodeMe(body)).toEqual(refused);
  expect(decodeHistoryPage("geo", body)).toEqual(refused);
  expect(decodeSessionEvents(body)).toEqual(refused);
});

const ORGS = '$: "orgId" and "org_id" are two spellings of one key with different values';

it.each<[unknown, string[]]>([
  [{ role: "ADMIN" }, ["$.orgId: expected string, found nothing"]],
  [{ orgId: 7, role: "ADMIN" }, ["$.orgId: expected string, found a number"]],
  [{ orgId: "o 1", role: "ADMIN" }, ["$.orgId: not an identifier"]],
  [{ orgId: "o-1", role: "AD MIN" }, ["$.role: not an identifier"]],
  [{ orgId: "", role: null }, ["$.orgId: not an identifier", "$.role: expected string, found null"]],
  [{ orgId: "o-1", org_id: "o-2", role: "ADMIN" }, [ORGS]],
])("Who a key belongs to is refused with the reason: %j", (body, faults) => {
  expect(decodeMe(body)).toEqual({ ok: false, faults });
});

it("Who a key belongs to has no keys that anybody must be told of", () => {
  expect(decodeMe({ orgId: "o-1", role: "ADMIN", email: null, plan: "x" })).toEqual({
    ok: true,
    value: { orgId: "o-1", role: "ADMIN" },
    unknownKeys: [],
  });
});

it.each([{}, { events: null }])("Session events without a list are refused with the reason: %j", (body) => {
  expect(decodeSessionEvents(body)).toEqual({
    ok: false,
    faults: ["$.events: expected an array, found nothing"],
  });
});
