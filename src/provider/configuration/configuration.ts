import { type ResolvedOptions, resolveClientOptions } from "../../../lib/client/fetch.js";
import { type ClientOptions, FullstoryError } from "../../../lib/client/index.js";
import { MAX_AGE_FORM, type MaxAge, readMaxAge } from "../../../lib/expectations/index.js";
import { omitUndefined } from "../../../lib/omit-undefined.js";
import type { CtyObject } from "../../plugin/index.js";
import { ConfigurationError, type ConfigurationFault } from "../errors.js";
import { toArgumentNames } from "./argument-names.js";
import { ConfigValues } from "./config-values.js";

/** Where settings are read from. */
export type SettingsSource =
  | { readonly kind: "live"; readonly client: ResolvedOptions }
  | { readonly kind: "snapshot"; readonly path: string };

/** The configuration of a provider, checked, with every default filled in. */
export interface Configuration {
  readonly source: SettingsSource;
  readonly expectOrg?: string;
  readonly snapshotMaxAge: MaxAge;
  readonly onTightened: "error" | "warning";
  readonly vendorRules: "report" | "exact";
  readonly warningsAsErrors: boolean;
  readonly showActors: boolean;
  readonly exposeIdentifiers: boolean;
  readonly maskAddresses: boolean;
  readonly maxWaiverDays: number;
  /** What a person should know, for example that the key goes to a host that is not Fullstory's. */
  readonly warnings: readonly string[];
}

const DEFAULT_MAX_AGE = "14d";
const MAX_ATTEMPTS = 100;
const MAX_WAIVER_DAYS = 3_650;
const NOT_KNOWN =
  "is not known before apply; give it a value that does not depend on a resource that is yet to be made";

/**
 * Checks the configuration of a `provider` block and fills in the defaults.
 *
 * @throws ConfigurationError with everything that is wrong with it
 */
export function readConfiguration(config: CtyObject, env: NodeJS.ProcessEnv): Configuration {
  const faults: ConfigurationFault[] = [];
  const addFault = (attribute: string, message: string): number => faults.push({ attribute, message });
  const values = new ConfigValues(config, {
    fault: addFault,
    unknown: (attribute) => addFault(attribute, NOT_KNOWN),
  });
  const options = readClientOptions(values);
  const snapshot = readGivenText(values, "snapshot");
  const expectOrg = readGivenText(values, "expect_org");
  const snapshotMaxAge = readMaxAgeValue(values);
  const warningsAsErrors = values.readFlag("warnings_as_errors");
  const settings: Omit<Configuration, "source" | "warnings"> = {
    ...omitUndefined({ expectOrg }),
    snapshotMaxAge,
    onTightened: values.readChoice("on_tightened", ["error", "warning"]) ?? "error",
    vendorRules: values.readChoice("vendor_rules", ["report", "exact"]) ?? "report",
    warningsAsErrors: warningsAsErrors ?? env["FULLSTORY_WARNINGS_AS_ERRORS"] === "1",
    showActors: values.readFlag("show_actors") ?? false,
    exposeIdentifiers: values.readFlag("expose_identifiers") ?? false,
    maskAddresses: values.readFlag("mask_addresses") ?? false,
    maxWaiverDays: values.readWholeNumber("max_waiver_days", 1, MAX_WAIVER_DAYS) ?? 90,
  };
  if (faults.length > 0) throw new ConfigurationError(faults);
  const source = readSource(snapshot ?? env["FULLSTORY_SETTINGS_SOURCE"]?.trim(), options, env);
  const warnings = source.kind === "live" ? source.client.warnings.map(toArgumentNames) : [];
  return { ...settings, source, warnings };
}

function readClientOptions(values: ConfigValues): ClientOptions {
  const apiKey = values.readText("api_key");
  const baseUrl = readGivenText(values, "base_url");
  const allowHost = values.readTexts("allow_host");
  const timeoutMs = readMilliseconds(values, "timeout");
  const deadlineMs = readMilliseconds(values, "deadline");
  const attempts = values.readWholeNumber("attempts", 1, MAX_ATTEMPTS);
  return omitUndefined({ apiKey, baseUrl, allowHost, timeoutMs, deadlineMs, attempts });
}

function readGivenText(values: ConfigValues, attribute: string): string | undefined {
  const text = values.readText(attribute);
  return text?.trim() === "" ? values.addFault(attribute, "is empty; leave it out or give it a value") : text;
}

/** A length of time as people write it. Terraform has no type for it. */
function readMilliseconds(values: ConfigValues, attribute: string): number | undefined {
  const text = values.readText(attribute);
  if (text === undefined) return undefined;
  const short = /^([1-9]\d{0,8})ms$/.exec(text);
  if (short !== null) return Number(short[1]);
  const seconds = readMaxAge(text);
  if (typeof seconds === "number" && seconds <= 86_400) return seconds * 1_000;
  return values.addFault(attribute, 'must be a length like "500ms", "10s" or "2m", at most a day');
}

function readMaxAgeValue(values: ConfigValues): MaxAge {
  const age = readMaxAge(values.readText("max_age") ?? DEFAULT_MAX_AGE);
  if (age === undefined) values.addFault("max_age", `must be ${MAX_AGE_FORM}`);
  return age ?? 0;
}

function readSource(
  snapshot: string | undefined,
  options: ClientOptions,
  env: NodeJS.ProcessEnv,
): SettingsSource {
  if (snapshot !== undefined && snapshot !== "" && snapshot !== "live") {
    return { kind: "snapshot", path: snapshot };
  }
  try {
    return { kind: "live", client: resolveClientOptions(options, env) };
  } catch (error) {
    if (!(error instanceof FullstoryError)) throw error;
    throw new ConfigurationError([{ message: toArgumentNames(error.message) }]);
  }
}
