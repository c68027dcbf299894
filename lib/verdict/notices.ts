import { formatLocation } from "../expectations/source-location.js";
import { renderNotice, renderNotLive, renderUnusedWaiver } from "../messages/index.js";
import { omitUndefined } from "../omit-undefined.js";
import type { Evaluation } from "./evaluate.js";
import type { Notice } from "./judge.js";
import type { LoadedDocument } from "./loaded.js";

/** Declared fields of all data sources of a stack that read from the same place, and how many match. */
export interface Together {
  readonly declared: number;
  readonly matching: number;
}

export interface NoticeInput {
  readonly loaded: LoadedDocument;
  readonly evaluation: Evaluation;
  /** What the options of the org warn of. */
  readonly warnings: readonly string[];
  /** Only the first data source of those that read from the same place has it, and says what is said once. */
  readonly together?: Together;
}

/** Of declared selectors that are compared as text. */
export function renderUnreadSelectors(selectors: readonly string[]): string {
  const why = "It is compared letter by letter. Check it for a mistyped bracket or quote.";
  return renderNotice("a declared selector cannot be read as CSS", [...selectors.slice(0, 5), why]);
}

/** What is to be told of a data source beside its verdict. */
export function listNotices({ loaded, evaluation, warnings, together }: NoticeInput): readonly Notice[] {
  const notices: Notice[] = [];
  const add = (kind: Notice["kind"], message: string) => notices.push({ kind, message });
  const { source } = loaded;
  if (source.kind !== "live" && together !== undefined) {
    const what =
      source.kind === "snapshot"
        ? { what: source.path, verifiedAt: source.verifiedAt }
        : { what: "documents handed over in code" };
    add("not_live", renderNotLive({ ...what, ...together }));
  }
  if (warnings.length > 0 && together !== undefined)
    add("host", renderNotice("the API key goes to a host that is not Fullstory's", warnings));
  if (evaluation.reservedInUse.length > 0) {
    const paths = evaluation.reservedInUse.slice(0, 5);
    const why = "Nothing declares it, so nothing checks it.";
    add("reserved", renderNotice("a field that Fullstory reserves is in use", [...paths, why]));
  }
  if (evaluation.comparedAsText.length > 0) {
    add("selector", renderUnreadSelectors(evaluation.comparedAsText));
  }
  for (const { waiver, expectation, outdated } of evaluation.unusedWaivers) {
    // The drift message says so already, and deleting it would not help.
    if (outdated) continue;
    const { path, reason, expires, owner } = waiver;
    const at = expectation.location === undefined ? {} : { location: formatLocation(expectation.location) };
    add("waiver", renderUnusedWaiver({ path, reason, expires, ...omitUndefined({ owner }), ...at }));
  }
  return notices;
}
