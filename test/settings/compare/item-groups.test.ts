import { byName, groupByKey } from "../../../lib/settings/compare/item-groups.js";
import { literalKey, liveItem } from "../../../lib/settings/compare/live-items.js";
import { Match } from "../../../lib/settings/declare/match.js";
import { endpoints } from "../../../lib/settings/endpoints/endpoints.js";
import { listFieldOf } from "../../../lib/settings/model/field.js";
import { normalized, verdict } from "../support.js";

function elementBlocks() {
  const field = endpoints.privacy.document.fields["elementBlocks"];
  if (field === undefined) throw new Error("no such field");
  return listFieldOf(field);
}

function items(...declared: unknown[]) {
  const field = elementBlocks();
  const list = normalized("privacy", { elementBlocks: declared }).entries.get("elementBlocks");
  const nodes = list?.kind === "list" ? list.items : [];
  return nodes.map((node, index) => ({ node, index, key: literalKey(field, node) }));
}

const mask = { selector: ".a", type: "BLOCK_MASK" };
const exclude = { selector: ".a", type: "BLOCK_EXCLUDE" };
const other = { selector: ".b", type: "BLOCK_MASK" };
const anySelector = { selector: Match.stringLikeRegexp("^\\."), type: "BLOCK_MASK" };

describe("Items are grouped by key", () => {
  const grouped = (collapse: boolean, ...declared: unknown[]) => {
    const { groups, open } = groupByKey(
      elementBlocks(),
      items(...declared),
      [other, mask, exclude],
      collapse,
    );
    return {
      open: open.map(({ index }) => index),
      groups: [...groups].map((group) => [
        group.declared.map(({ index }) => index),
        group.live.map(({ index }) => index),
      ]),
    };
  };

  it("and only declared ones without a literal key may go with any live one", () => {
    expect(grouped(false, mask, anySelector, other)).toEqual({
      open: [1],
      groups: [
        [[0], [1, 2]],
        [[2], [0]],
      ],
    });
  });

  it("and what is declared twice counts once only where that is asked for", () => {
    const twice = [mask, mask, anySelector, anySelector];
    expect(grouped(true, ...twice)).toMatchObject({
      open: [2],
      groups: [
        [[0], [1, 2]],
        [[], [0]],
      ],
    });
    expect(grouped(false, ...twice)).toMatchObject({
      open: [2, 3],
      groups: [
        [
          [0, 1],
          [1, 2],
        ],
        [[], [0]],
      ],
    });
  });
});

describe("Declared items by name", () => {
  it("are all those that have it", () => {
    const [one, two, three] = items(mask, exclude, other);
    const field = elementBlocks();
    const named = byName(field, items(mask, exclude, other));
    expect(named.get(liveItem(field, mask, 0).key)).toEqual([one?.node, two?.node]);
    expect(named.get(liveItem(field, other, 0).key)).toEqual([three?.node]);
  });

  it("are none that have no literal name", () => {
    expect(byName(elementBlocks(), items(anySelector, Match.objectLike({ type: "BLOCK_MASK" }))).size).toBe(
      0,
    );
  });
});

describe("In a list whose order is set aside, what is declared twice is live twice", () => {
  const watch = { urlRegex: "/a", recordReq: "ELIDE", recordRsp: "ELIDE" };
  const pattern = { ...watch, urlRegex: Match.stringLikeRegexp("a") };

  it.each<[string, unknown[]]>([
    ["watches", [watch, watch]],
    ["patterns of watches", [pattern, pattern]],
  ])("%s", (_title, declared) => {
    const at = (...ajaxWatches: unknown[]) =>
      verdict("privacy", { ajaxWatches }, { ajaxWatches: Match.anyOrder(declared) });
    expect(at(watch, watch)).toBe("matches");
    expect(at(watch)).toBe("differs");
  });
});
