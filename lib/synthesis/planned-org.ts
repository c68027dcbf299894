import { conditional, Op, Token } from "cdktf";
import { readAllowHost, readBaseUrl } from "../client/options/base-url.js";
import { type ClientOptions, readNumbers } from "../client/options/client-options.js";
import { omitUndefined } from "../omit-undefined.js";
import type { OptionFault } from "../options.js";
import { UNRESOLVED_REFERENCE } from "../settings/model/problem.js";
import { escapeText } from "../terraform/syntax.js";
import type { OrgRecord } from "./records.js";

/** When settings are read: while the app synthesizes, or when Terraform plans and again when it applies. */
export type ReadAt = "synth" | "plan";

/** Settings that Terraform reads, by the provider `fullstory`. */
export interface PlannedReading {
  readonly kind: "terraform";
  /** A snapshot to read in place of live settings. Its path in a file depends on the stack. */
  readonly snapshot?: string;
  /** The other arguments of the provider's configuration. The key is a reference to a variable. */
  readonly arguments: Readonly<Record<string, unknown>>;
}

const READ_AT: readonly unknown[] = ["synth", "plan"];

/** Code decides; where it says nothing, the environment does. */
export function resolveReadAt(org: OrgRecord | undefined, env: NodeJS.ProcessEnv): ReadAt {
  const given: unknown = org?.options["readAt"] ?? env["FULLSTORY_READ_AT"]?.trim();
  return given === "plan" ? "plan" : "synth";
}

/** What is wrong with an org because Terraform is to read it, or with the variable that says so. */
export function findReadAtFaults(org: OrgRecord | undefined, env: NodeJS.ProcessEnv): readonly OptionFault[] {
  const options = org?.options ?? {};
  const fromEnv = env["FULLSTORY_READ_AT"]?.trim();
  if (options["readAt"] === undefined && fromEnv && !READ_AT.includes(fromEnv))
    return [{ field: "readAt", message: 'FULLSTORY_READ_AT must be "synth" or "plan"' }];
  if (resolveReadAt(org, env) === "synth") return [];
  const faults: OptionFault[] = [];
  const refuse = (field: string, message: string) => faults.push({ field, message });
  if (typeof options["source"] === "object" && options["source"] !== null)
    refuse("source", 'documents in code never reach Terraform, which reads this org: use readAt "synth"');
  if (Token.isUnresolved(options["source"])) refuse("source", UNRESOLVED_REFERENCE);
  if (options["onReadError"] === "synth")
    refuse("onReadError", '"synth" cannot be: nothing is read before Terraform plans');
  if (options["nullProvider"] !== undefined)
    refuse("nullProvider", 'serves readAt "synth" only; here the provider fullstory reads');
  return [...faults, ...findClientFaults(org?.getClientOptions() ?? {})];
}

function findClientFaults(options: ClientOptions): readonly OptionFault[] {
  const faults: string[] = [];
  if ("apiKey" in options) {
    const { apiKey } = options;
    if (typeof apiKey !== "string" || apiKey.trim() === "")
      faults.push("apiKey was given but is undefined or empty, and FULLSTORY_API_KEY never stands in for it");
    else if (!Token.isUnresolved(apiKey)) faults.push(`apiKey: ${KEY_IN_CODE}`);
  }
  const allow = readAllowHost(options.allowHost);
  faults.push(...allow.faults);
  if (options.baseUrl !== undefined && !Token.isUnresolved(options.baseUrl)) {
    const base = readBaseUrl(options.baseUrl, allow.hosts);
    if (!base.ok) faults.push(...base.faults);
  }
  readNumbers(options, faults);
  return faults.map((message) => ({ message }));
}

const KEY_IN_CODE =
  "a key would stand in cdk.tf.json, because Terraform reads this org: put it into FULLSTORY_API_KEY where Terraform " +
  "runs, or pass the value of a TerraformVariable that is sensitive and ephemeral";

/** The names of the provider's arguments, for options that go to it as they are. */
const PASSED_ON: Readonly<Record<string, string>> = {
  expectOrg: "expect_org",
  onTightened: "on_tightened",
  vendorRules: "vendor_rules",
  warningsAsErrors: "warnings_as_errors",
  showActors: "show_actors",
  exposeIdentifiers: "expose_identifiers",
  maskAddresses: "mask_addresses",
  maxWaiverDays: "max_waiver_days",
  snapshotMaxAge: "max_age",
};

/** How Terraform reaches an org without faults. `source` is `live`, or the path of a snapshot. */
export function resolvePlannedReading(
  org: OrgRecord | undefined,
  source: string,
  env: NodeJS.ProcessEnv,
): PlannedReading {
  const options = org?.options ?? {};
  const { apiKey, baseUrl, allowHost, timeoutMs, deadlineMs, attempts } = org?.getClientOptions() ?? {};
  const formatMs = (given: number | undefined) => (given === undefined ? undefined : `${given}ms`);
  const given: Readonly<Record<string, unknown>> = {
    ...Object.fromEntries(Object.entries(PASSED_ON).map(([name, argument]) => [argument, options[name]])),
    ...(env["FULLSTORY_WARNINGS_AS_ERRORS"] === "1" && options["warningsAsErrors"] === undefined
      ? { warnings_as_errors: true }
      : {}),
    api_key: apiKey,
    base_url: baseUrl,
    allow_host: allowHost === undefined ? undefined : [allowHost].flat(),
    timeout: formatMs(timeoutMs),
    deadline: formatMs(deadlineMs),
    attempts,
    // Written out, so that the environment of Terraform changes nothing of it.
    ...(source === "live" && options["source"] === "live" ? { snapshot: "live" } : {}),
  };
  const written = Object.entries(omitUndefined(given));
  return {
    kind: "terraform",
    ...(source === "live" ? {} : { snapshot: source }),
    arguments: Object.fromEntries(
      // The variable of the key is never null: see `bindKey`.
      written.map(([name, value]) => [name, name === "api_key" ? value : escapeValue(value)]),
    ),
  };
}

/** Text, escaped for Terraform. A reference stays one; were it null, the argument would count as left out. */
function escapeValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(escapeValue);
  if (typeof value !== "string") return value;
  if (!Token.isUnresolved(value)) return escapeText(value);
  return Token.asString(conditional(Op.eq(value, Token.nullValue()), "", value));
}
