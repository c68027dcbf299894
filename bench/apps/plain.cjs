// The plain JavaScript that does the same as decode, canonicalise and compare, for the three lists that can be long.
// As short as somebody would write it who knows the format: no paths in faults, no directions, no spellings.

const SPECIAL = /[^ -~]|[$%#&]/g;
const printable = (json) =>
  json.replace(SPECIAL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

function text(value) {
  if (value !== null && value !== undefined && typeof value !== "string") throw new TypeError("not a text");
  return value;
}

const sorted = (texts) => `[${[...new Set(texts)].sort().join(",")}]`;
const inOrder = (texts) => `[${texts.join(",")}]`;

const ips = {
  decode: (list) => list.map(text),
  canonicalise: (list) => printable(JSON.stringify([...new Set(list)].sort())),
  compare(live, declared) {
    const [here, there] = [new Set(live), new Set(declared)];
    return {
      expected: ips.canonicalise(declared),
      observed: ips.canonicalise(live),
      missing: declared.filter((ip) => !here.has(ip)),
      extra: live.filter((ip) => !there.has(ip)),
    };
  },
};

/** One rule with keys in order and what is absent filled in. */
function rule({
  consent = false,
  exceptionSelectors,
  scope = "ALL_SESSIONS",
  selector,
  targetingConditions,
  type,
}) {
  return {
    consent,
    exceptionSelectors: [...(exceptionSelectors ?? [])].sort(),
    scope,
    selector,
    targetingConditions: targetingConditions ?? [],
    type,
  };
}

const ruleText = (item) => printable(JSON.stringify(rule(item)));

const blocks = {
  decode: (list) =>
    list.map((item) => ({
      selector: text(item.selector),
      type: text(item.type),
      scope: text(item.scope),
      consent: Boolean(item.consent),
      exceptionSelectors: (item.exceptionSelectors ?? []).map(text),
      targetingConditions: item.targetingConditions ? structuredClone(item.targetingConditions) : [],
      notes: text(item.notes),
      label: text(item.label),
      editable: text(item.editable),
      groupId: Number(item.groupId),
      lastUpdated: text(item.lastUpdated),
    })),
  canonicalise: (list) => sorted(list.map(ruleText)),
  compare: (live, declared) => bySelector(live, declared),
};

function bySelector(live, declared) {
  const texts = live.map(ruleText);
  const wanted = declared.map(ruleText);
  const there = new Map(live.map((item, index) => [item.selector, texts[index]]));
  const here = new Map(declared.map((item, index) => [item.selector, wanted[index]]));
  return {
    expected: sorted(wanted),
    observed: sorted(texts),
    missing: declared.filter((item, index) => there.get(item.selector) !== wanted[index]),
    extra: live.filter((item) => !here.has(item.selector)),
  };
}

const watchText = ({ recordReq, recordRsp, urlRegex }) =>
  printable(JSON.stringify({ recordReq, recordRsp, urlRegex }));

const watches = {
  decode: (list) =>
    list.map((item) => ({
      urlRegex: text(item.urlRegex),
      recordReq: text(item.recordReq),
      recordRsp: text(item.recordRsp),
      whitelistReq: text(item.whitelistReq),
      whitelistRsp: text(item.whitelistRsp),
    })),
  canonicalise: (list) =>
    inOrder(
      list.map((item) =>
        printable(
          JSON.stringify({
            recordReq: item.recordReq,
            recordRsp: item.recordRsp,
            urlRegex: item.urlRegex,
            whitelistReq: item.whitelistReq,
            whitelistRsp: item.whitelistRsp,
          }),
        ),
      ),
    ),
  compare(live, declared) {
    const [texts, wanted] = [live.map(watchText), declared.map(watchText)];
    return {
      expected: inOrder(wanted),
      observed: inOrder(texts),
      missing: declared.filter((_, index) => texts[index] !== wanted[index]),
      extra: live.slice(declared.length),
    };
  },
};

module.exports = { blockedIps: ips, elementBlocks: blocks, ajaxWatches: watches };
