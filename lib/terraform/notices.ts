import { placeOf } from "../expectations/source-location.js";
import { noticeMessage, notLiveMessage, waiverUnusedMessage } from "../messages/index.js";
import type { Evaluation } from "../verdict/evaluate.js";
import type { LoadedDocument } from "../verdict/loaded.js";
import { dataSourceAddress } from "./addresses.js";
import type { RenderContext } from "./render-context.js";
import type { RenderedDraft } from "./rendered.js";
import { equalsOneOf, errorMessage, type Subject } from "./syntax.js";

/** Warnings beside the verdict. */
export function renderNotices(
  draft: RenderedDraft,
  loaded: LoadedDocument,
  evaluation: Evaluation,
  context: RenderContext,
): void {
  const add = (name: string, message: string) => {
    const subject: Subject = context.org.warningsAsErrors
      ? "self"
      : { address: dataSourceAddress(context.name) };
    const key = draft.input(`notice_${name}`, "given");
    const condition = {
      condition: equalsOneOf(subject, key, ["none"]),
      error_message: errorMessage(message),
    };
    if (subject === "self") draft.postconditions.push(condition);
    else draft.check(`${context.name}_${name}`, condition);
  };
  const { source } = loaded;
  const { together } = context;
  if (source.kind !== "live" && together !== undefined) {
    const what =
      source.kind === "snapshot"
        ? { what: source.path, verifiedAt: source.verifiedAt }
        : { what: "documents handed over in code" };
    add("not_live", notLiveMessage({ ...what, ...together }));
  }
  if (context.org.warnings.length > 0 && together !== undefined)
    add("host", noticeMessage("the API key goes to a host that is not Fullstory's", context.org.warnings));
  if (evaluation.reservedInUse.length > 0) {
    const paths = evaluation.reservedInUse.slice(0, 5);
    add(
      "reserved",
      noticeMessage("a field that Fullstory reserves is in use", [
        ...paths,
        "Nothing declares it, so nothing checks it.",
      ]),
    );
  }
  if (evaluation.comparedAsText.length > 0) {
    add(
      "selector",
      noticeMessage("a declared selector cannot be read as CSS", [
        ...evaluation.comparedAsText.slice(0, 5),
        "It is compared letter by letter. Check it for a mistyped bracket or quote.",
      ]),
    );
  }
  for (const { waiver, expectation, outdated } of evaluation.unusedWaivers) {
    // The drift message says so already, and deleting it would not help.
    if (outdated) continue;
    const { path, reason, expires, owner } = waiver;
    const at = expectation.location === undefined ? {} : { location: placeOf(expectation.location) };
    add(
      "waiver",
      waiverUnusedMessage({ path, reason, expires, ...(owner === undefined ? {} : { owner }), ...at }),
    );
  }
}
