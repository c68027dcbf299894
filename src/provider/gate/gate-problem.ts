import { clip, labelLine, renderLead, sanitize, toHclWords } from "../../../lib/messages/index.js";
import type { AttributePath, Diagnostic } from "../../plugin/index.js";
import { toDiagnostic } from "../messages/diagnostic.js";

/** Names and positions from an attribute of the gate down to a part of its value. */
export type Steps = readonly (string | number)[];

/** One thing that is wrong with a declaration. */
export interface GateProblem {
  readonly steps: Steps;
  readonly message: string;
  /** The declaration is JSON text, which has no lines of its own. */
  readonly isText?: boolean;
}

/**
 * The path to the line of a value. Terraform before 1.15 finds the line of an attribute and of one name in it; for
 * anything deeper it shows the head of the block. The version is not known while Terraform validates.
 */
export function toPath(
  [attribute, ...inside]: Steps,
  terraformVersion: string | undefined,
): AttributePath | undefined {
  if (typeof attribute !== "string") return undefined;
  const names = showsDeepPaths(terraformVersion) ? inside : inside.slice(0, 1);
  const steps = names.map((step) => (typeof step === "number" ? { index: step } : { key: step }));
  const [first] = steps;
  // A position directly in an attribute is one step too many for an older Terraform.
  const shown = first !== undefined && "index" in first && !showsDeepPaths(terraformVersion) ? [] : steps;
  return [{ attribute }, ...shown];
}

const DEEP_PATHS = { major: 1, minor: 15 };

function showsDeepPaths(version: string | undefined): boolean {
  const [major = 0, minor = 0] = (version ?? "").split(".").map((part) => Number.parseInt(part, 10) || 0);
  return major > DEEP_PATHS.major || (major === DEEP_PATHS.major && minor >= DEEP_PATHS.minor);
}

/** A declaration that cannot be used, at the line where it stands. */
export function toProblemDiagnostic(
  { steps, message, isText }: GateProblem,
  terraformVersion: string | undefined,
): Diagnostic {
  const path = isText === true ? undefined : toPath(steps, terraformVersion);
  const where = formatSteps(steps);
  const what = toHclWords(message);
  const text = [
    renderLead("bad declaration", sanitize(where === "" ? what : `${where}: ${what}`)),
    "",
    ...(where === "" ? [] : [labelLine("Argument", clip(sanitize(where), 300))]),
    labelLine("What", clip(sanitize(what), 600)),
    "  What to do: correct the declaration. Nothing was compared.",
  ].join("\n");
  return toDiagnostic("error", text, path);
}

/** `privacy.element_blocks[0].selector`. */
export function formatSteps(steps: Steps): string {
  return steps
    .map((step) =>
      typeof step === "number"
        ? `[${step}]`
        : /^[\w-]+$/.test(step)
          ? `.${step}`
          : `[${JSON.stringify(step)}]`,
    )
    .join("")
    .replace(/^\./, "");
}
