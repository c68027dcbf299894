import type { EvidenceFinding } from "../../../lib/evidence/index.js";

/** What a finding means, in words that need no knowledge of paths: `#show-password`, `is no longer excluded`. */
export interface PlainWords {
  /** Text from outside or of ours; formats show it as a value. Empty where the words say it all. */
  readonly subject: string;
  readonly words: string;
}

interface About extends Pick<EvidenceFinding, "path" | "kind" | "result" | "declared" | "live"> {
  /** Whether the history says that it was as declared before. */
  readonly hasChanged: boolean;
}

/** `undefined` where nobody could say it in plainer words than the path does. `declaredField` is the whole field's text. */
export function describePlainly(finding: About, declaredField?: string): PlainWords | undefined {
  if (finding.result === "not-checked") return undefined;
  const rule = /^elementBlocks\[("(?:[^"\\]|\\.)*")\](?:#\d+)?(.*)$/s.exec(finding.path);
  if (rule !== null)
    return describeRule(finding, { selector: toText(rule[1]), rest: rule[2] ?? "", declaredField });
  const item = /^(\w+)\[("(?:[^"\\]|\\.)*")\](?:#\d+)?(.*)$/s.exec(finding.path);
  if (item !== null)
    return describeItem(finding, { list: item[1] ?? "", name: toText(item[2]), rest: item[3] ?? "" });
  const words = SWITCHES[finding.path]?.[toText(finding.live)];
  return words === undefined ? undefined : { subject: "", words };
}

const DONE = { BLOCK_EXCLUDE: "excluded", BLOCK_MASK: "masked", BLOCK_UNMASK: "unmasked" } as const;
type RuleType = keyof typeof DONE;

const SCOPES: Readonly<Record<string, string>> = {
  NO_SESSIONS: "in no session",
  LIVE_SESSIONS_ONLY: "in live sessions only",
  PREVIEW_SESSIONS_ONLY: "in preview sessions only",
  ALL_SESSIONS: "in all sessions",
};

function describeRule(
  finding: About,
  { selector, rest, declaredField }: { selector: string; rest: string; declaredField: string | undefined },
): PlainWords | undefined {
  const { kind, live, declared, hasChanged } = finding;
  const not = hasChanged ? "no longer" : "not";
  const type = findRuleType(declared) ?? findDeclaredType(declaredField, selector);
  const done = type === undefined ? "protected" : DONE[type];
  const say = (words: string, subject = selector): PlainWords => ({ subject, words });
  if (rest === "") {
    if (kind === "missing") return say(`is ${not} ${done}`);
    const now = findRuleType(live);
    if (kind === "extra") return say(`is ${now === undefined ? "ruled" : DONE[now]}, which is not declared`);
    return kind === "weaker-twin" ? say("has a second rule, which protects less") : undefined;
  }
  const exception = /^\.exceptionSelectors\[("(?:[^"\\]|\\.)*")\]$/s.exec(rest);
  if (exception !== null) {
    const inner = toText(exception[1]);
    if (kind === "extra") return say(`is ${not} ${done}`, inner);
    return kind === "missing" ? say(`is ${done} too, and declared as an exception`, inner) : undefined;
  }
  if (rest === ".scope") {
    const scope = SCOPES[toText(live)];
    return scope === undefined ? undefined : say(`is ${done} ${scope}`);
  }
  if (rest === ".consent" && live === "true") return say("is recorded once a visitor has consented");
  if (rest === ".consent" && live === "false") return say(`is ${done} with and without consent`);
  const [now, then] = [findRuleType(live), findRuleType(declared)];
  if (rest === ".type" && now !== undefined && then !== undefined)
    return say(`is ${DONE[now]}, ${not} ${DONE[then]}`);
  return rest.startsWith(".targetingConditions") ? say("has a rule with other conditions") : undefined;
}

function describeItem(
  finding: About,
  { list, name, rest }: { list: string; name: string; rest: string },
): PlainWords | undefined {
  const { kind, live, hasChanged } = finding;
  const say = (words: string): PlainWords => ({ subject: name, words });
  if (rest !== "") {
    const body = /^\.record(Req|Rsp)$/.exec(rest)?.[1];
    const bodies = BODIES[toText(live)];
    if (list !== "ajaxWatches" || body === undefined || bodies === undefined) return undefined;
    return say(`has its ${body === "Req" ? "request" : "response"} bodies ${bodies}`);
  }
  const words = LISTS[list];
  if (words === undefined) return undefined;
  if (kind === "missing") return say(hasChanged ? words.gone : words.missing);
  return kind === "extra" ? say(`${words.there}, which is not declared`) : undefined;
}

const BODIES: Readonly<Record<string, string>> = {
  RECORD: "recorded",
  WHITELIST: "recorded in part",
  ELIDE: "left out",
};
const BLOCKED = {
  gone: "is recorded: it is blocked no more",
  missing: "is recorded: it is not blocked",
  there: "is not recorded: it is blocked",
};
const LISTS: Readonly<Record<string, typeof BLOCKED>> = {
  blockedIps: BLOCKED,
  blockedUas: BLOCKED,
  blockedAppIds: BLOCKED,
  recordGeoZones: {
    gone: "is gone from the list of countries",
    missing: "is not in the list of countries",
    there: "is in the list of countries",
  },
  ajaxWatches: {
    gone: "has no rule for network requests any more",
    missing: "has no rule for network requests",
    there: "has a rule for network requests",
  },
};

const toWords = (on: string, off: string) => ({ true: on, false: off });
/** Fields that are one value, by what is live. */
const SWITCHES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  enabled: toWords("sessions are recorded", "sessions are not recorded"),
  consoleWatcher: toWords("console messages are recorded", "console messages are not recorded"),
  ajaxWatcher: toWords("network requests are recorded", "network requests are not recorded"),
  resourceUploading: toWords("assets are uploaded to Fullstory", "assets are not uploaded to Fullstory"),
  recordingShutoff: toWords("recording is shut off", "recording is not shut off"),
  clientSideRageClick: toWords(
    "rage clicks are found in the browser",
    "rage clicks are not found in the browser",
  ),
  discardIpAddresses: toWords("IP addresses are left out", "IP addresses are kept"),
  onlyRecordKnownDomains: toWords("only known domains are recorded", "unknown domains are recorded too"),
  defaultPrivacyMode: {
    PRIVACY_MODE_OFF: "Private by Default is off",
    PRIVACY_MODE_MASK_BODY: "Private by Default is on, with the older rules",
    PRIVACY_MODE_MASK_DEFAULT: "Private by Default is on",
  },
  recordGeoMode: {
    GEO_ALL: "visitors of every country are recorded",
    GEO_ALLOW_LIST: "visitors of the listed countries alone are recorded",
    GEO_BLOCK_LIST: "visitors of all but the listed countries are recorded",
  },
};

/** The value of canonical text where it is a scalar. */
function toText(canonical: string | undefined): string {
  try {
    const value: unknown = JSON.parse(canonical ?? "");
    return typeof value === "object" ? "" : String(value);
  } catch {
    return "";
  }
}

function findRuleType(text: string | undefined): RuleType | undefined {
  const found = /"(BLOCK_EXCLUDE|BLOCK_MASK|BLOCK_UNMASK)"/.exec(text ?? "")?.[1];
  return found as RuleType | undefined;
}

/** What the declaration says that a selector's rule does. */
function findDeclaredType(field: string | undefined, selector: string): RuleType | undefined {
  const list = /^(?:arrayWith\()?(\[.*\])\)?$/s.exec(field ?? "")?.[1];
  try {
    const rules: unknown = JSON.parse(list ?? "[]");
    if (!Array.isArray(rules)) return undefined;
    const rule: unknown = rules.find(
      (each: unknown) =>
        typeof each === "object" && each !== null && "selector" in each && each.selector === selector,
    );
    return findRuleType(JSON.stringify(rule));
  } catch {
    return undefined;
  }
}
