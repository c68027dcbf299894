import { NearLive } from "../../../lib/settings/compare/near-live.js";
import { rankSensitivity } from "../../../lib/settings/compare/sensitivity.js";
import { endpoints } from "../../../lib/settings/endpoints/endpoints.js";

test.each([
  ['elementBlocks["input[type=password]"].scope', 0],
  ['elementBlocks[".tax-id"]', 0],
  ['ajaxWatches["/payment"]', 0],
  ["defaultPrivacyMode", 1],
  ["domains[0].disabled", 1],
  ['elementBlocks["body"].type', 1],
  ['elementBlocks["*"]', 1],
  ['elementBlocks["body .a"]', 2],
  ['ajaxWatches["body"]', 2],
  ['elementBlocks[".spinner"]', 2],
  ['elementBlocks[".x, body"]', 2],
  ['elementBlocks["input.cc-number"]', 0],
  ['elementBlocks[".occ-x"]', 2],
  ['elementBlocks["#pwd"]', 0],
  ['elementBlocks["#xpwd"]', 2],
  ['elementBlocks[".pin"]', 0],
  ['elementBlocks[".spin"]', 2],
  ['elementBlocks[".pins"]', 2],
  ['elementBlocks[".iban"]', 0],
  ['elementBlocks[".ssn"]', 0],
  ['elementBlocks[".account-number"]', 0],
  ['elementBlocks[".accountno"]', 0],
  ['elementBlocks[".social-security"]', 0],
  ['elementBlocks[".taxid"]', 0],
  ["domains", 1],
  ["consoleWatcher", 3],
  ["metadata.lastUpdated", 3],
])("%s has the rank %d: secrets, whole pages, single items, switches.", (path, rank) => {
  expect(rankSensitivity(path)).toBe(rank);
});

function near(name: unknown, live: readonly unknown[], declared = ""): string | undefined {
  const field = endpoints.blocking.document.fields["blockedUas"];
  if (field?.kind !== "list") throw new Error("no list");
  return new NearLive(field, live as never, declared).find(name as never);
}

test.each<[string, readonly string[], string | undefined]>([
  ["PingProbe", ["PingProbes"], "PingProbes"],
  ["PingProbe", ["other", "PigProbe"], "PigProbe"],
  ["PingProbe", ["PingPrxxe"], "PingPrxxe"],
  ["PingProbe", ["PinxProxe"], undefined],
  ["PingProbe", ["PingProbexxx"], undefined],
  ["PingProbe", ["PingProbe"], undefined],
  ["abcde", ["abcxe"], "abcxe"],
  ["abcde", ["abxxe"], undefined],
  ["abcde", ["abcdexx"], undefined],
  ["abcd", ["abcx"], "abcx"],
  ["abc", ["abx"], undefined],
  ["abcdefgh", ["abcdxxgh"], "abcdxxgh"],
  ["abcdefg", ["abcxxfg"], undefined],
  ["aaaa", ["aaaaaa"], undefined],
  ["aaaaaaaa", ["aaaaaaaaaa"], "aaaaaaaaaa"],
  ["aaaaaaaaaaa", ["aaaaaaaa"], undefined],
  ["abab", ["ab"], undefined],
])("The live name that %p was most likely meant to be, of %p, is %p.", (name, live, meant) => {
  expect(near(name, live)).toBe(meant);
});

test("A live name that is declared itself is not what another one was meant to be; nor is what has no name.", () => {
  expect(near("PingProbe", ["PingProbes"], '["PingProbe","PingProbes"]')).toBeUndefined();
  expect(near(5, ["PingProbes"])).toBeUndefined();
  expect(near("PingProbe", [5, "PingProbes"])).toBe("PingProbes");
});
