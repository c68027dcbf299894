import { type App, TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { type Expectation, type ExpectOptions, readExpectation } from "../expectations/expectation.js";
import { findCaller } from "../expectations/source-location.js";
import { describeUndeclared, getTopField, type Waiver } from "../expectations/waiver.js";
import { omitUndefined } from "../omit-undefined.js";
import type { Declared } from "../settings/declare/match.js";
import { endpoints, type SettingsDocuments } from "../settings/endpoints/endpoints.js";
import type { EndpointName } from "../settings/model/endpoint.js";
import { registerGate } from "../synthesis/cdktf-hooks.js";
import { buildFault, type DeclarationFault } from "../synthesis/errors.js";
import { type GatePartInput, readGateOptions } from "../synthesis/gate-options.js";
import { readReference } from "../synthesis/reference-reader.js";
import type { AnyDataSource, DataFullstoryPlatformProps } from "./data-fullstory.js";
import { DataFullstoryRecordingBlocking } from "./data-fullstory-recording-blocking.js";
import { DataFullstoryRecordingDomain } from "./data-fullstory-recording-domain.js";
import { DataFullstoryRecordingFeatures } from "./data-fullstory-recording-features.js";
import { DataFullstoryRecordingGeo } from "./data-fullstory-recording-geo.js";
import { DataFullstoryRecordingPrivacy } from "./data-fullstory-recording-privacy.js";
import { DataFullstoryRecordingTargeting } from "./data-fullstory-recording-targeting.js";
import type { FullstoryOrg } from "./org.js";

type Make = (scope: Construct, id: string, props: DataFullstoryPlatformProps) => AnyDataSource;

/** The data source of each endpoint. */
export const dataSources: Readonly<Record<EndpointName, Make>> = {
  blocking: (scope, id, props) => new DataFullstoryRecordingBlocking(scope, id, props),
  domain: (scope, id, props) => new DataFullstoryRecordingDomain(scope, id, props),
  features: (scope, id, props) => new DataFullstoryRecordingFeatures(scope, id, props),
  geo: (scope, id, props) => new DataFullstoryRecordingGeo(scope, id, props),
  privacy: (scope, id, props) => new DataFullstoryRecordingPrivacy(scope, id, props),
  targeting: (scope, id, props) => new DataFullstoryRecordingTargeting(scope, id, props),
};

/** A declaration, or one with options of its own. */
export type GatePart<T> = Declared<T> | ({ readonly declared: Declared<T> } & ExpectOptions);

/** Parts by platform. */
export interface PlatformParts<T> {
  readonly web?: GatePart<T>;
  readonly mobile?: GatePart<T>;
}

/** What an org's settings must be. */
export interface FullstoryGateProps extends ExpectOptions {
  /** The org whose settings are declared. @default - the nearest scope's org without alias, else the environment's */
  readonly org?: FullstoryOrg;
  /** Addresses, user agents and user ids whose sessions are not recorded. */
  readonly blocking?: GatePart<SettingsDocuments["blocking"]>;
  /** Domains that are recorded on the web, or web views that are allowed in mobile apps. */
  readonly domain?: PlatformParts<SettingsDocuments["domain"]>;
  /** Switches of what is recorded at all. */
  readonly features?: PlatformParts<SettingsDocuments["features"]>;
  /** Countries that are recorded, or that are left out. */
  readonly geo?: GatePart<SettingsDocuments["geo"]>;
  /** Element rules, network recording, Private by Default, IP addresses. */
  readonly privacy?: GatePart<SettingsDocuments["privacy"]>;
  /** Rules that keep mobile sessions from being recorded. */
  readonly targeting?: GatePart<SettingsDocuments["targeting"]>;
  /**
   * Makes every other resource and module call of the stack depend on the gate, so that `-target` cannot go round
   * it. `except` names constructs that are left out, for example modules with provider configurations of their own.
   * @default false
   */
  readonly guard?: boolean | { readonly except: readonly IConstruct[] };
  /**
   * How long after the settings were read a saved plan may still create or update a managed resource. It stops neither
   * module calls, which the synthesis names in a warning, nor deletions. Needs `guard`.
   * @default "24h"
   */
  readonly applyMaxAge?: string;
}

/**
 * Several endpoints in one declaration. A stack's plan fails while one of them differs.
 *
 * A gate that declares nothing, or whose parts could not fail, is an error when the app is synthesized.
 */
export class FullstoryGate extends Construct {
  constructor(scope: Construct, id: string, props: FullstoryGateProps) {
    super(scope, id);
    const location = findCaller();
    const place = { constructPath: this.node.path, location };
    const { parts, waivers, guard, faults } = readGateOptions({ ...props });
    const unused = new Set(waivers);
    const fields = new Set<string>();
    const taken = parts.map((part) => {
      const { document } = endpoints[part.endpoint];
      const { declared, options } = part;
      const input = { document, declared, options, ...place };
      const expectation = readExpectation(input, readReference);
      const fitting = [...waivers.entries()].filter(([, waiver]) => isFor(waiver, expectation));
      for (const [, waiver] of fitting) unused.delete(waiver);
      for (const field of expectation.node?.entries.keys() ?? []) fields.add(field);
      return { part, expectation, fitting };
    });
    const all = taken.flatMap(({ fitting }) => fitting.map(([, waiver]) => waiver));
    const shared = new Map<Waiver, number>();
    for (const waiver of new Set(all)) {
      const takers = all.filter((each) => each === waiver).length;
      if (takers > 1) shared.set(waiver, takers);
    }
    const sources = taken.map(({ part, expectation, fitting }) => {
      const source = this.#createSource(part, props.org);
      const own = withWaivers(expectation, fitting, namePart(part));
      source.addExpectation(shared.size === 0 ? own : { ...own, sharedWaivers: shared });
      return source;
    });
    const more: Omit<DeclarationFault, "constructPath">[] = waivers.flatMap((waiver, index) =>
      unused.has(waiver)
        ? [{ field: `waivers[${index}]`, message: describeUndeclared(waiver.path, [...fields]) }]
        : [],
    );
    if (sources.length === 0) more.push({ message: "declares nothing, so it could not fail" });
    registerGate({
      construct: this,
      sources,
      faults: [...faults, ...more].map((fault) => buildFault(place, fault)),
      ...omitUndefined({ guard }),
    });
  }

  /** Puts a gate of these props into every stack of an app, those that are there already. */
  static applyTo(app: App, props: FullstoryGateProps, id = "FullstoryGate"): readonly FullstoryGate[] {
    const stacks = app.node.findAll().filter((node): node is TerraformStack => TerraformStack.isStack(node));
    return stacks.map((stack) => new FullstoryGate(stack, id, props));
  }

  #createSource({ endpoint, platform }: GatePartInput, org: FullstoryOrg | undefined): AnyDataSource {
    const id = platform === undefined ? endpoint : `${endpoint}-${platform}`;
    return dataSources[endpoint](this, id, omitUndefined({ org, platform }));
  }
}

/** The gate's waivers before the part's own, each with its name. */
function withWaivers(
  expectation: Expectation,
  waivers: readonly (readonly [number, Waiver])[],
  part: string,
): Expectation {
  const { options } = expectation;
  const own: readonly Waiver[] = Array.isArray(options.waivers) ? options.waivers : [];
  if (waivers.length + own.length === 0) return expectation;
  return {
    ...expectation,
    options: { ...options, waivers: [...waivers.map(([, waiver]) => waiver), ...own] },
    waiverNames: [
      ...waivers.map(([index]) => `waivers[${index}]`),
      ...own.map((_, index) => `${part}.waivers[${index}]`),
    ],
  };
}

/** A part as the gate's options spell it: `privacy`, `features.web`. */
function namePart({ endpoint, platform }: GatePartInput): string {
  return platform === undefined ? endpoint : `${endpoint}.${platform}`;
}

/** Whether a waiver of the gate's is for a field that this part declares; one without a path is for all. */
function isFor(waiver: unknown, { node, problems }: Expectation): boolean {
  const path: unknown =
    typeof waiver === "object" && waiver !== null ? (waiver as Partial<Waiver>).path : undefined;
  if (typeof path !== "string" || problems.length > 0) return true;
  return node?.entries.has(getTopField(path)) === true || node?.whole === true;
}
