/**
 * The one file that writes Terraform syntax. Everything that reaches a plan from here is either a literal of ours,
 * canonical text, or text from outside that went through `escapeText`.
 */

const RUN = 256;
const LONG_RUN = /[0-9.+\-|]{257,}/g;

/**
 * Text from outside as a string in Terraform JSON that evaluates to itself: Terraform's templates are doubled, and
 * what CDKTF takes for its own markers (`TfToken[`, number tokens) is broken up with an empty template.
 */
export function escapeText(text: string): string {
  return text
    .replace(/[$%](?=\{)/g, (sigil) => sigil + sigil)
    .replace(/TfToken\[/g, () => 'Tf${""}Token[')
    .replace(/[-|\d.+](?=e[-|\d.eE+])/g, (last) => `${last}\${""}`)
    .replace(LONG_RUN, (run) => (run.match(new RegExp(`.{1,${RUN}}`, "g")) ?? []).join('${""}'));
}

/** Canonical text, or another printable text of ours, as a string literal inside an expression. */
function quoteLiteral(text: string): string {
  return `"${text.replace(/[\\"]/g, (character) => `\\${character}`)}"`;
}

const toExpression = (text: string): string => `\${${text}}`;

export interface Condition {
  readonly condition: string;
  readonly error_message: string;
}

/** An output that a condition reads: of the data source itself, `self`, or of an address. */
function renderOutput(subject: string, key: string): string {
  return `${subject}.outputs[${quoteLiteral(key)}]`;
}

/** Holds when an output is one of the texts. */
export function renderOneOf(subject: string, key: string, texts: readonly string[]): string {
  return toExpression(
    texts.map((text) => `${renderOutput(subject, key)} == ${quoteLiteral(text)}`).join(" || "),
  );
}

/** Seconds by which the clock of the machine that plans may lag behind the one that synthesized. */
export const CLOCK_TOLERANCE_SECONDS = 60;

/** Holds while the instant in an output is at most so many seconds ago, and not in the future. */
export function renderFreshFor(subject: string, key: string, seconds: number): string {
  const read = renderOutput(subject, key);
  return toExpression(
    `timecmp(plantimestamp(), timeadd(${read}, "${seconds}s")) <= 0 && ` +
      `timecmp(${read}, timeadd(plantimestamp(), "${CLOCK_TOLERANCE_SECONDS}s")) <= 0`,
  );
}

/** Holds until the instant in an output. */
export function renderNotAfter(subject: string, key: string): string {
  return toExpression(`timecmp(plantimestamp(), ${renderOutput(subject, key)}) <= 0`);
}

/** Holds at apply while the instant in an output is at most so many seconds ago: for managed resources only. */
export function renderFreshAtApply(address: string, key: string, seconds: number): string {
  return toExpression(`timecmp(timestamp(), timeadd(${renderOutput(address, key)}, "${seconds}s")) <= 0`);
}

/**
 * Whether a gate that Terraform judges lets the plan pass: nothing failed, notices included, and everything matched, or
 * was compared at least where differences may only warn.
 */
function isPassing(address: string, mayWarn: boolean): string {
  return `${mayWarn ? `${address}.checked > 0` : `${address}.passed`} && length(${address}.failures) == 0`;
}

export function renderPass(address: string, mayWarn: boolean): string {
  return toExpression(isPassing(address, mayWarn));
}

/** One instance while the gate passes. Where it does not, the plan failed already, or it only destroys. */
export function renderPlannedCount(address: string, mayWarn: boolean): string {
  return toExpression(`(${isPassing(address, mayWarn)}) ? 1 : 0`);
}

/** The messages of a gate that Terraform judges. They are text to Terraform, whatever they hold. */
export function renderFailedMessages(address: string, of: "failures" | "warnings" = "failures"): string {
  const silent = quoteLiteral("fullstory: unreadable, a gate did not pass and does not say why (not drift)");
  return toExpression(`join("\\n\\n", coalescelist(${address}.${of}, [${silent}]))`);
}

/** Stands for the instant of the plan inside a message; no text from outside can hold this letter. */
export const PLAN_TIME = "\u0000";

/** A message of ours. It holds no text from outside that `printable` did not write; `PLAN_TIME` may stand in it. */
export function renderMessage(text: string): string {
  return text.split(PLAN_TIME).map(escapeText).join("${plantimestamp()}");
}
