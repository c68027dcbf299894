import { type App, TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { type Expectation, type ExpectOptions, expectationOf } from "../expectations/expectation.js";
import { MAX_AGE_FORM, readMaxAge } from "../expectations/max-age.js";
import { callerLocation, type SourceLocation } from "../expectations/source-location.js";
import { fieldOf, type Waiver } from "../expectations/waiver.js";
import { type Declared, Matcher } from "../settings/declare/match.js";
import { endpoints, type SettingsDocuments } from "../settings/endpoints/endpoints.js";
import type { EndpointName, Platform } from "../settings/model/endpoint.js";
import { attachGate } from "../synthesis/cdktf-hooks.js";
import type { DeclarationFault } from "../synthesis/errors.js";
import type { GateState, Guard } from "../synthesis/gate-state.js";
import type { AnyDataSource } from "./data-fullstory.js";
import { dataSources } from "./data-sources.js";
import type { FullstoryOrg } from "./org.js";

/** A declaration, or one with options of its own. */
export type GatePart<T> = Declared<T> | ({ readonly declared: Declared<T> } & ExpectOptions);

/** Parts by platform. */
export interface PlatformParts<T> {
  readonly web?: GatePart<T>;
  readonly mobile?: GatePart<T>;
}

/** What an org's settings must be. */
export interface FullstoryGateProps extends ExpectOptions {
  /** @default - the nearest scope's org without alias, else the environment's */
  readonly org?: FullstoryOrg;
  readonly blocking?: GatePart<SettingsDocuments["blocking"]>;
  readonly domain?: PlatformParts<SettingsDocuments["domain"]>;
  readonly features?: PlatformParts<SettingsDocuments["features"]>;
  readonly geo?: GatePart<SettingsDocuments["geo"]>;
  readonly privacy?: GatePart<SettingsDocuments["privacy"]>;
  readonly targeting?: GatePart<SettingsDocuments["targeting"]>;
  /**
   * Makes every other resource and module call of the stack depend on the gate, so that `-target` cannot go round
   * it. `except` names constructs that are left out, for example modules with provider configurations of their own.
   * @default false
   */
  readonly guard?: boolean | { readonly except: readonly IConstruct[] };
  /** How long after the settings were read a saved plan may still be applied. Needs `guard`. @default "24h" */
  readonly applyMaxAge?: string;
}

const OPTIONS = ["severity", "because", "waivers", "onTightened"] as const;
/** A waiver of the gate goes to the parts that have its field. */
const PASSED_ON = ["severity", "because", "onTightened"] as const;
const KNOWN: ReadonlySet<string> = new Set([
  ...OPTIONS,
  "org",
  "guard",
  "applyMaxAge",
  ...Object.keys(endpoints),
]);
const GUARD_DEFAULT = "24h";

/**
 * Several endpoints in one declaration. A stack's plan fails while one of them differs.
 *
 * A gate that declares nothing, or whose parts could not fail, is an error when the app is synthesized.
 */
export class FullstoryGate extends Construct {
  readonly #faults: DeclarationFault[] = [];
  readonly #sources: AnyDataSource[] = [];
  readonly #state: GateState;
  readonly #waivers: readonly Waiver[];
  readonly #takenWaivers = new Set<Waiver>();

  constructor(scope: Construct, id: string, props: FullstoryGateProps) {
    super(scope, id);
    const location = callerLocation();
    for (const name of Object.keys(props))
      if (!KNOWN.has(name)) this.#fault(name.slice(0, 40), "no such option of a gate");
    const shared: Record<string, unknown> = {};
    this.#waivers = Array.isArray(props.waivers) ? props.waivers : [];
    for (const name of PASSED_ON) if (props[name] !== undefined) shared[name] = props[name];
    for (const name of Object.keys(endpoints) as EndpointName[]) {
      const given: unknown = props[name];
      if (given === undefined) {
        if (name in props) this.#fault(name, "was given but is undefined");
        continue;
      }
      if (endpoints[name].platforms) this.#platforms(name, given, shared, props.org, location);
      else this.#part(name, undefined, given, shared, props.org, location);
    }
    for (const [index, waiver] of this.#waivers.entries()) {
      if (!this.#takenWaivers.has(waiver))
        this.#fault(`waivers[${index}]`, "is for a path that is not declared here");
    }
    if (this.#sources.length === 0) this.#fault("", "declares nothing, so it could not fail");
    const guard = this.#readGuard(props);
    this.#state = {
      faults: this.#faults,
      dataSources: this.#sources,
      ...(guard === undefined ? {} : { guard }),
    };
    attachGate(this);
  }

  /** Puts a gate of these props into every stack of an app, those that are there already. */
  static applyTo(app: App, props: FullstoryGateProps, id = "FullstoryGate"): readonly FullstoryGate[] {
    const stacks = app.node.findAll().filter((node): node is TerraformStack => TerraformStack.isStack(node));
    return stacks.map((stack) => new FullstoryGate(stack, id, props));
  }

  /** What the synthesis needs to know. @internal */
  get gateState(): GateState {
    return this.#state;
  }

  #fault(field: string, message: string): void {
    this.#faults.push({ constructPath: this.node.path, ...(field === "" ? {} : { field }), message });
  }

  #platforms(
    name: EndpointName,
    given: unknown,
    shared: ExpectOptions,
    org: FullstoryOrg | undefined,
    location: SourceLocation | undefined,
  ): void {
    const isObject = typeof given === "object" && given !== null && !(given instanceof Matcher);
    const keys = isObject ? Object.keys(given) : [];
    const other = keys.find((key) => key !== "web" && key !== "mobile");
    if (keys.length === 0 || other !== undefined) {
      this.#fault(
        name,
        "has settings for each platform: write { web: {...}, mobile: {...} }, or one of them",
      );
      return;
    }
    for (const [platform, part] of Object.entries(given as Record<Platform, unknown>)) {
      if (part === undefined) this.#fault(`${name}.${platform}`, "was given but is undefined");
      else this.#part(name, platform as Platform, part, shared, org, location);
    }
  }

  #part(
    name: EndpointName,
    platform: Platform | undefined,
    part: unknown,
    shared: ExpectOptions,
    org: FullstoryOrg | undefined,
    location: SourceLocation | undefined,
  ): void {
    const { declared, options } = readPart(part);
    const id = platform === undefined ? name : `${name}-${platform}`;
    const source = dataSources[name](this, id, {
      ...(org === undefined ? {} : { org }),
      ...(platform === undefined ? {} : { platform }),
    });
    const { document } = endpoints[name];
    const expectation = expectationOf(
      document,
      declared,
      { ...shared, ...options },
      this.node.path,
      location,
    );
    const waivers = this.#waivers.filter((waiver) => isFor(waiver, expectation));
    for (const waiver of waivers) this.#takenWaivers.add(waiver);
    const own = Array.isArray(options.waivers) ? options.waivers : [];
    source.addExpectation(
      waivers.length === 0
        ? expectation
        : { ...expectation, options: { ...expectation.options, waivers: [...waivers, ...own] } },
    );
    this.#sources.push(source);
  }

  #readGuard({ guard, applyMaxAge }: FullstoryGateProps): Guard | undefined {
    if (guard === undefined || guard === false) {
      if (applyMaxAge !== undefined)
        this.#fault("applyMaxAge", "needs `guard`: without it no resource waits for the gate");
      return undefined;
    }
    const except: unknown = guard === true ? [] : guard.except;
    if (!Array.isArray(except) || !except.every((each: unknown) => Construct.isConstruct(each))) {
      this.#fault("guard", "must be true, false or { except: [...] } with constructs");
      return undefined;
    }
    const age = readMaxAge(applyMaxAge ?? GUARD_DEFAULT);
    if (age === undefined) this.#fault("applyMaxAge", `must be ${MAX_AGE_FORM}`);
    return {
      except: except.map((construct: IConstruct) => construct.node.path),
      ...(typeof age === "number" ? { applyMaxAge: age } : {}),
    };
  }
}

/** Waivers are for paths of one part; a part's own options come before the gate's. */
function readPart(part: unknown): { declared: unknown; options: ExpectOptions } {
  if (
    typeof part !== "object" ||
    part === null ||
    part instanceof Matcher ||
    !Object.hasOwn(part, "declared")
  ) {
    return { declared: part, options: {} };
  }
  const { declared, ...options } = part as { declared: unknown } & ExpectOptions;
  return { declared, options };
}

/** Whether a waiver of the gate's is for a field that this part declares; one without a path is for all. */
function isFor(waiver: unknown, { node, problems }: Expectation): boolean {
  const path: unknown =
    typeof waiver === "object" && waiver !== null ? (waiver as Partial<Waiver>).path : undefined;
  if (typeof path !== "string" || problems.length > 0) return true;
  return node?.entries.has(fieldOf(path)) === true || node?.whole === true;
}
