import { Match } from "../../../lib/settings/declare/match.js";
import { compared } from "../support.js";

const watch = (urlRegex: string, recordReq = "ELIDE", recordRsp = "ELIDE") => ({
  urlRegex,
  recordReq,
  recordRsp,
});
const [a, b, c] = [watch("/a"), watch("/b"), watch("/c")];
const bOther = watch("/b", "RECORD");
const anyway = { onlyRecordKnownDomains: Match.anyValue() };

function found(field: "ajaxWatches" | "domains", live: unknown, declared: unknown) {
  const { fields } =
    field === "domains"
      ? compared("domain", { onlyRecordKnownDomains: true, domains: live }, { ...anyway, domains: declared })
      : compared("privacy", { ajaxWatches: live }, { ajaxWatches: declared });
  return fields.flatMap(({ findings }) => findings).map(({ kind, path }) => `${kind} ${path}`);
}

/** Title, live watches, declared watches, findings. */
const watches: [string, unknown[], unknown, string[]][] = [
  ["one differs, the order does not", [a, bOther, c], [a, b, c], ['value ajaxWatches["/b"].recordReq']],
  [
    "one differs and the order does too",
    [c, bOther, a],
    [a, b, c],
    ['value ajaxWatches["/b"].recordReq', "order ajaxWatches"],
  ],
  ["one more in front", [c, a, b], [a, b], ['extra ajaxWatches["/c"]']],
  ["one more in front of another order", [c, b, a], [a, b], ["order ajaxWatches", 'extra ajaxWatches["/c"]']],
  [
    "two that are alike, each in its own way",
    [watch("/a", "RECORD"), watch("/a", "ELIDE", "RECORD")],
    [a, a],
    ['value ajaxWatches["/a"]#2.recordRsp', 'value ajaxWatches["/a"].recordReq'],
  ],
  [
    "two with one URL in an order that no sorting gives, of which each shall be as strict",
    [watch("/a", "RECORD"), watch("/a", "ELIDE", "RECORD")],
    Match.eachLike({ recordReq: "ELIDE", recordRsp: "ELIDE" }),
    ['value ajaxWatches["/a"]#2.recordRsp', 'value ajaxWatches["/a"].recordReq'],
  ],
  [
    "the first is weaker, which is said once",
    [watch("/a", "RECORD")],
    Match.arrayWith([a]),
    ["value ajaxWatches[0].recordReq"],
  ],
  ["a first one more than there is", [a], Match.arrayWith([a, b]), ['missing ajaxWatches["/b"]']],
];

it.each(watches)("Watches are told apart by URL: %s", (_title, live, declared, findings) => {
  expect(found("ajaxWatches", live, declared)).toEqual(findings);
});

const host = (index: number) => ({ domain: `${index}.example` });

/** Title, live domains, declared domains, findings. */
const domains: [string, unknown[], unknown, string[]][] = [
  ["two more behind one", [host(0), host(1), host(2)], [host(0)], ["extra domains[1]", "extra domains[2]"]],
  ["two fewer", [host(0)], [host(0), host(1), host(2)], ["missing domains[1]", "missing domains[2]"]],
  [
    "two fewer at the beginning",
    [],
    Match.arrayWith([host(0), host(1)]),
    ["missing domains[0]", "missing domains[1]"],
  ],
];

it.each(domains)("Domains are told apart by position: %s", (_title, live, declared, findings) => {
  expect(found("domains", live, declared)).toEqual(findings);
});

describe("That only the order differs", () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => host(index));
  const withMore = (count: number) => many(count).map((rule) => ({ ...rule, disabled: false }));

  it("is seen in a list of any length while its items declare the same keys", () => {
    expect(found("domains", many(101).reverse(), many(101))).toEqual(["order domains"]);
  });

  it("is seen in a list of a hundred whose items declare different keys, and in a longer one each position is told", () => {
    const declared = (count: number) => [...many(count - 1), { ...host(count - 1), disabled: false }];
    expect(found("domains", withMore(100).reverse(), declared(100))).toEqual(["order domains"]);
    const longer = found("domains", withMore(101).reverse(), declared(101));
    expect(longer).toHaveLength(100);
    expect(longer).toContain("value domains[100].domain");
  });
});
