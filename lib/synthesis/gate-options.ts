import { Construct, type IConstruct } from "constructs";
import * as v from "valibot";
import type { ExpectOptions } from "../expectations/expectation.js";
import { MAX_AGE_FORM, readMaxAge } from "../expectations/max-age.js";
import type { Waiver } from "../expectations/waiver.js";
import { omitUndefined } from "../omit-undefined.js";
import { findOptionFaults, type OptionEntries, type OptionFault } from "../options.js";
import { Matcher } from "../settings/declare/match.js";
import { endpointNames, endpoints } from "../settings/endpoints/endpoints.js";
import type { EndpointName, Platform } from "../settings/model/endpoint.js";
import type { GivenOptions, GuardOptions } from "./records.js";

/** One declaration of a gate. */
export interface GatePartInput {
  readonly endpoint: EndpointName;
  readonly platform?: Platform;
  readonly declared: unknown;
  /** The part's own options before the gate's. The gate's waivers are not among them. */
  readonly options: ExpectOptions;
}

export interface GateReading {
  readonly parts: readonly GatePartInput[];
  /** For the parts that have their field. */
  readonly waivers: readonly Waiver[];
  readonly guard?: GuardOptions;
  readonly faults: readonly OptionFault[];
}

const GUARD_DEFAULT = "24h";
/** Checked with the expectations that they go to, or where the data sources are made. */
const LATER = v.optional(v.unknown());

/** The options of `FullstoryGate`. */
const OPTIONS: OptionEntries = {
  org: LATER,
  waivers: LATER,
  severity: LATER,
  because: LATER,
  onTightened: LATER,
  ...Object.fromEntries(endpointNames.map((name) => [name, LATER])),
  guard: v.optional(
    v.custom(
      (guard) => typeof guard === "boolean" || readExceptions(guard) !== undefined,
      "must be true, false or { except: [...] } with constructs",
    ),
  ),
  applyMaxAge: v.optional(v.custom((age) => readMaxAge(age) !== undefined, `must be ${MAX_AGE_FORM}`)),
};

/** Splits the options of a gate into its parts; all faults together. */
export function readGateOptions(options: GivenOptions): GateReading {
  const faults: OptionFault[] = [...findOptionFaults(options, OPTIONS, "no such option of a gate")];
  const { guard, applyMaxAge, waivers, severity, because, onTightened } = options;
  const shared = omitUndefined({ severity, because, onTightened }) as ExpectOptions;
  const parts = endpointNames
    .filter((name) => name in options)
    .flatMap((name) => readParts(name, options[name], faults))
    .map(({ given, ...place }) => ({ ...place, ...readPart(given, shared) }));
  const isGuarding = guard !== undefined && guard !== false;
  if (!isGuarding && applyMaxAge !== undefined)
    faults.push({
      field: "applyMaxAge",
      message: "needs `guard`: without it no resource waits for the gate",
    });
  return {
    parts,
    waivers: Array.isArray(waivers) ? waivers : [],
    ...(isGuarding ? { guard: readGuardOptions(guard, applyMaxAge) } : {}),
    faults,
  };
}

type Place = Pick<GatePartInput, "endpoint" | "platform"> & { readonly given: unknown };

function readParts(endpoint: EndpointName, given: unknown, faults: OptionFault[]): readonly Place[] {
  if (given === undefined) {
    faults.push({ field: endpoint, message: "was given but is undefined" });
    return [];
  }
  if (!endpoints[endpoint].platforms) return [{ endpoint, given }];
  const isObject = typeof given === "object" && given !== null && !(given instanceof Matcher);
  const entries: [string, unknown][] = isObject ? Object.entries(given) : [];
  const other = entries.find(([key]) => !isPlatform(key))?.[0];
  if (entries.length === 0 || other !== undefined) {
    const message = "has settings for each platform: write { web: {...}, mobile: {...} }, or one of them";
    const found = other === undefined ? "" : `; ${JSON.stringify(other.slice(0, 40))} is no platform`;
    faults.push({ field: endpoint, message: message + found });
    return [];
  }
  return entries.flatMap(([platform, part]) => {
    if (part === undefined)
      faults.push({ field: `${endpoint}.${platform}`, message: "was given but is undefined" });
    return part === undefined || !isPlatform(platform) ? [] : [{ endpoint, platform, given: part }];
  });
}

function isPlatform(key: string): key is Platform {
  return key === "web" || key === "mobile";
}

/** A declaration, or one with options of its own. */
function readPart(part: unknown, shared: ExpectOptions): Pick<GatePartInput, "declared" | "options"> {
  const hasOptions =
    typeof part === "object" &&
    part !== null &&
    !(part instanceof Matcher) &&
    Object.hasOwn(part, "declared");
  if (!hasOptions) return { declared: part, options: shared };
  const { declared, ...options } = part as { declared: unknown } & ExpectOptions;
  return { declared, options: { ...shared, ...options } };
}

function readGuardOptions(guard: unknown, applyMaxAge: unknown): GuardOptions {
  const age = readMaxAge(applyMaxAge ?? GUARD_DEFAULT);
  return {
    except: readExceptions(guard) ?? [],
    ...(typeof age === "number" ? { applyMaxAge: age } : {}),
  };
}

function readExceptions(guard: unknown): readonly IConstruct[] | undefined {
  const except: unknown =
    typeof guard === "object" && guard !== null && "except" in guard ? guard.except : undefined;
  if (!Array.isArray(except) || !except.every((each: unknown) => Construct.isConstruct(each)))
    return undefined;
  return except as readonly IConstruct[];
}
