import { decodeMe } from "../../../lib/settings/decode/me.js";

describe("Two spellings of an org's id", () => {
  it("are refused in words if they differ", () => {
    expect(decodeMe({ orgId: "a", org_id: "b", role: "USER" })).toEqual({
      ok: false,
      faults: ['$: "orgId" and "org_id" are two spellings of one key with different values'],
    });
    expect(decodeMe({ orgId: "a", org_id: null, role: "USER" })).toEqual({
      ok: false,
      faults: ['$: "orgId" and "org_id" are two spellings of one key with different values'],
    });
  });

  it("are one if they are the same", () => {
    expect(decodeMe({ orgId: "a", org_id: "a", role: "USER" })).toEqual({
      ok: true,
      value: { orgId: "a", role: "USER" },
      unknownKeys: [],
    });
  });
});
