import { type Notice, noticeSeverity } from "../verdict/judge.js";
import { dataSourceAddress } from "./addresses.js";
import type { RenderContext } from "./render-context.js";
import type { RenderedDraft } from "./rendered.js";
import { equalsOneOf, errorMessage, type Subject } from "./syntax.js";

/** What is told beside the verdict: a warning, or what fails the plan. */
export function renderNotices(
  draft: RenderedDraft,
  notices: readonly Notice[],
  { name, org }: RenderContext,
): void {
  const binds = noticeSeverity(org) === "error";
  const subject: Subject = binds ? "self" : { address: dataSourceAddress(name) };
  for (const { kind, message } of notices) {
    const key = draft.input(`notice_${kind}`, "given");
    const condition = {
      condition: equalsOneOf(subject, key, ["none"]),
      error_message: errorMessage(message),
    };
    if (binds) draft.postconditions.push(condition);
    else draft.check(`${name}_${kind}`, condition);
  }
}
