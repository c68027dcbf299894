import { DataNullDataSource } from "@cdktf/provider-null/lib/data-null-data-source";
import {
  Fn,
  type IResolvable,
  type ITerraformDependable,
  Lazy,
  type TerraformResourceLifecycle,
  Token,
} from "cdktf";
import type { Construct } from "constructs";
import { prepareRequest } from "../client/api/requests.js";
import { FullstoryError } from "../errors.js";
import { type Expectation, type ExpectOptions, expectationOf } from "../expectations/expectation.js";
import type { Declared } from "../settings/declare/match.js";
import type { Platform } from "../settings/model/endpoint.js";
import { snakeCase } from "../settings/model/keys.js";
import { attachDataSource, documentOf, noteExpectation, renderedOf } from "../synthesis/cdktf-hooks.js";
import { type Readable, type ReadParams, requestFor } from "../synthesis/data-source-schema.js";
import type { Rendered } from "../terraform/rendered.js";
import type { FullstoryOrg } from "./org.js";

/** Options of every Fullstory data source. */
export interface DataFullstoryProps {
  /** The org to read. @default - the nearest scope's org without alias, else the environment's */
  readonly org?: FullstoryOrg;
  /** How old the settings may be when a plan is made: `90s`, `30m`, `12h`, `14d`, or `off`. @default - the org's */
  readonly maxAge?: string;
  /** Conditions of your own, on `self` alone; they are merged with the gate's. */
  readonly lifecycle?: TerraformResourceLifecycle;
  /** Other Fullstory data sources. On anything managed the gate would be read too late, so that is an error. */
  readonly dependsOn?: ITerraformDependable[];
}

/** Options of a data source whose endpoint takes a platform. */
export interface DataFullstoryPlatformProps extends DataFullstoryProps {
  /** @default "web" */
  readonly platform?: Platform;
}

const KNOWN: ReadonlySet<string> = new Set([
  "org",
  "maxAge",
  "lifecycle",
  "dependsOn",
  "platform",
  "limit",
  "sessionId",
  "enableEventCache",
]);
const REFUSED = [
  "provider",
  "count",
  "forEach",
  "provisioners",
  "connection",
  "inputs",
  "hasComputedDefault",
];

/** Any of our data sources. */
export type AnyDataSource = DataFullstory<object>;

/** What the synthesis reads of a data source. */
export interface DataSourceState {
  readonly readable: Readable;
  readonly params: ReadParams;
  readonly platform?: Platform;
  readonly org?: FullstoryOrg;
  readonly maxAge?: unknown;
  readonly expectations: readonly Expectation[];
  /** Fields that a getter was called for. */
  readonly exposed: ReadonlySet<string>;
  /** Options that are not accepted, those that were set later included. */
  readonly refused: () => readonly string[];
}

/**
 * A settings document as a Terraform data source: fetched while the app synthesizes, compared there with what is
 * expected, and rendered as a `null_data_source` whose postconditions hold exactly when it matched and is fresh.
 */
export abstract class DataFullstory<Document extends object> extends DataNullDataSource {
  readonly #props: DataFullstoryPlatformProps;
  readonly #expectations: Expectation[] = [];
  readonly #exposed = new Set<string>();
  readonly #state: DataSourceState;

  protected constructor(
    scope: Construct,
    id: string,
    readable: Readable,
    props: DataFullstoryPlatformProps,
    params: ReadParams = {},
  ) {
    super(scope, id, {
      ...(props.lifecycle === undefined ? {} : { lifecycle: props.lifecycle }),
      ...(props.dependsOn === undefined ? {} : { dependsOn: props.dependsOn }),
    });
    this.#props = { ...props };
    const { platform, org, maxAge } = props;
    this.#state = {
      readable,
      params,
      ...(readable.platforms ? { platform: platform ?? "web" } : {}),
      ...(org === undefined ? {} : { org }),
      ...(maxAge === undefined ? {} : { maxAge }),
      expectations: this.#expectations,
      exposed: this.#exposed,
      refused: () => this.#refused(),
    };
    attachDataSource(this);
  }

  /**
   * Declares what the document must say. Only what is declared is checked; a declared list is the whole membership.
   * A declaration that could not fail is an error when the app is synthesized.
   */
  expect(declared: Declared<Document>, options: ExpectOptions = {}): this {
    this.addExpectation(expectationOf(this.#state.readable.document, declared, options, this.node.path));
    return this;
  }

  /**
   * The document as a plain value, fetched then and there if need be.
   *
   * @throws FullstoryError the reason, when it could not be read
   */
  get settings(): Document {
    return documentOf(this) as Document;
  }

  /** What the synthesis needs to know. @internal */
  get gateState(): DataSourceState {
    return this.#state;
  }

  /** Adds an expectation that a gate declared. @internal */
  addExpectation(expectation: Expectation): void {
    this.#expectations.push(expectation);
    noteExpectation(this);
  }

  #refused(): readonly string[] {
    const given = Object.entries(this.#props).filter(([, value]) => value !== undefined);
    const set: Record<string, unknown> = {
      provider: this.provider,
      count: this.count,
      forEach: this.forEach,
      inputs: this.inputsInput,
    };
    const refused = [
      ...given.map(([name]) => name),
      ...Object.keys(set).filter((name) => set[name] !== undefined),
    ];
    const faults = [...new Set(refused)].filter((name) => !KNOWN.has(name)).map((name) => refusal(name));
    const { platform } = this.#props;
    const { readable, params } = this.#state;
    faults.push(...paramFaults(readable, params));
    if (platform !== undefined && !readable.platforms) faults.push("platform: this endpoint takes none");
    else if (platform !== undefined && platform !== "web" && platform !== "mobile")
      faults.push("platform: must be web or mobile");
    return faults;
  }

  /** A field's text as a Terraform reference. */
  protected text(field: string): string {
    this.#exposed.add(field);
    return this.outputs.lookup(snakeCase(field));
  }

  /** A field as `tobool(...)`. */
  protected bool(field: string): IResolvable {
    return Fn.tobool(this.text(field));
  }

  /** A list of texts as `jsondecode(...)`. */
  protected texts(field: string): string[] {
    return Token.asList(Fn.jsondecode(this.text(field)));
  }

  /** Anything else as `jsondecode(...)`. */
  protected value(field: string): IResolvable {
    return Fn.jsondecode(this.text(field));
  }

  /** As `value`, marked sensitive; for identifiers, which need `exposeIdentifiers` on the org. */
  protected sensitiveTexts(field: string): string[] {
    return Token.asList(Fn.sensitive(Fn.jsondecode(this.text(field))));
  }

  /** Metadata as `jsondecode(...)`; where `exposeIdentifiers` lets it name people, marked sensitive. */
  protected metadataValue(): IResolvable {
    const value = this.value("metadata");
    return Lazy.anyValue({
      produce: () => (renderedOf(this).namesPeople === true ? Fn.sensitive(value) : value),
    });
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { inputs: { ...renderedOf(this).inputs } };
  }

  override get terraformMetaArguments(): { [name: string]: unknown } {
    const own: { [name: string]: unknown } = super.terraformMetaArguments;
    const rendered: Rendered = renderedOf(this);
    const lifecycle = (own["lifecycle"] ?? {}) as { readonly postcondition?: readonly unknown[] };
    return {
      ...own,
      lifecycle: {
        ...lifecycle,
        postcondition: [...rendered.postconditions, ...(lifecycle.postcondition ?? [])],
      },
      ...(rendered.provider === undefined ? {} : { provider: rendered.provider }),
    };
  }
}

function refusal(name: string): string {
  if (REFUSED.includes(name))
    return `${name}: is not accepted, because the gate could be read too late, or not at all`;
  return `${name.slice(0, 40)}: no such option`;
}

/** A request that could not be sent is an error of the declaration. */
function paramFaults(readable: Readable, params: ReadParams): readonly string[] {
  try {
    const request = requestFor(readable, undefined, params);
    prepareRequest(request.kind === "history-walk" ? { ...request, kind: "history-page" } : request);
    return [];
  } catch (error) {
    return [error instanceof FullstoryError ? error.message : "cannot be requested"];
  }
}
