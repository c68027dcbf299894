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
import { type Expectation, type ExpectOptions, readExpectation } from "../expectations/expectation.js";
import { findCaller } from "../expectations/source-location.js";
import { omitUndefined } from "../omit-undefined.js";
import type { Declared } from "../settings/declare/match.js";
import type { Platform } from "../settings/model/endpoint.js";
import { toSnake } from "../settings/model/keys.js";
import type { AppSynthesis } from "../synthesis/app-synthesis.js";
import { refuseHcl, registerSource } from "../synthesis/cdktf-hooks.js";
import type { DataSourceSchema } from "../synthesis/data-source-schema.js";
import { readReference } from "../synthesis/reference-reader.js";
import { FullstoryOrg } from "./org.js";

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

/** Any of our data sources. */
export type AnyDataSource = DataFullstory<object>;

/**
 * A settings document as a Terraform data source: fetched while the app synthesizes, compared there with what is
 * expected, and rendered as a `null_data_source` whose postconditions hold exactly when it matched and is fresh.
 */
export abstract class DataFullstory<Document extends object> extends DataNullDataSource {
  readonly #schema: DataSourceSchema;
  readonly #synthesis: AppSynthesis;

  protected constructor(
    scope: Construct,
    id: string,
    { schema, props }: { readonly schema: DataSourceSchema; readonly props: DataFullstoryProps },
  ) {
    const { lifecycle, dependsOn } = props;
    super(scope, id, omitUndefined({ lifecycle, dependsOn }));
    this.#schema = schema;
    const org = props.org instanceof FullstoryOrg ? { org: props.org.record } : {};
    this.#synthesis = registerSource({ construct: this, schema, options: { ...props }, ...org });
    // Who reads the settings is known once the tree is complete.
    const generated = this.terraformGeneratorMetadata;
    Object.defineProperties(this, {
      terraformResourceType: { get: () => this.#synthesis.getType(this) },
      terraformGeneratorMetadata: {
        get: () => (this.#synthesis.isPlanned(this) ? undefined : generated),
      },
    });
  }

  /**
   * Declares what the document must say. Only what is declared is checked; a declared list is the whole membership.
   * A declaration that could not fail is an error when the app is synthesized.
   */
  expect(declared: Declared<Document>, options: ExpectOptions = {}): this {
    const { document } = this.#schema;
    const input = { document, declared, options, constructPath: this.node.path, location: findCaller() };
    this.addExpectation(readExpectation(input, readReference));
    return this;
  }

  /**
   * The document as a plain value, fetched then and there if need be.
   *
   * @throws FullstoryError the reason, when it could not be read
   */
  get settings(): Document {
    return this.#synthesis.getDocument(this) as Document;
  }

  /** Adds an expectation that was checked already. @internal */
  addExpectation(expectation: Expectation): void {
    this.#synthesis.registry.addExpectation(this, expectation);
  }

  /** The address that others depend on: that of its gate, where only the gate is written. */
  override get fqn(): string {
    const produce = () => this.#synthesis.referToAddress(this) ?? super.fqn;
    return Token.asString(Lazy.anyValue({ produce }));
  }

  /** A field's text as a Terraform reference. */
  protected text(field: string): string {
    return Token.asString(this.refer(field, (text) => text));
  }

  /** A field as `tobool(...)`. */
  protected bool(field: string): IResolvable {
    return this.refer(field, Fn.tobool);
  }

  /** A field as `tonumber(...)`. */
  protected number(field: string): number {
    return Token.asNumber(this.refer(field, Fn.tonumber));
  }

  /** A list of texts as `jsondecode(...)`. */
  protected texts(field: string): string[] {
    return Token.asList(this.value(field));
  }

  /** Anything else as `jsondecode(...)`. */
  protected value(field: string): IResolvable {
    return this.refer(field, Fn.jsondecode);
  }

  /** As `value`, marked sensitive; for identifiers, which need `exposeIdentifiers` on the org. */
  protected sensitiveValue(field: string): IResolvable {
    return this.refer(field, (text) => Fn.sensitive(Fn.jsondecode(text)));
  }

  /** Metadata as `jsondecode(...)`; where `exposeIdentifiers` lets it name people, marked sensitive. */
  protected metadataValue(): IResolvable {
    return this.refer("metadata", (text) => {
      const value = Fn.jsondecode(text);
      return this.#synthesis.renderSource(this).namesPeople === true ? Fn.sensitive(value) : value;
    });
  }

  /** The value of a field. Where Terraform reads the settings, it is a reference to the attribute of that name. */
  private refer(field: string, made: (text: string) => unknown): IResolvable {
    this.#synthesis.registry.addReference(this, field);
    return Lazy.anyValue({
      produce: () => this.#synthesis.referToField(this, field) ?? made(this.outputs.lookup(toSnake(field))),
    });
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    const planned = this.#synthesis.findPlanned(this)?.planned;
    return planned === undefined
      ? { inputs: { ...this.#synthesis.renderSource(this).inputs } }
      : { ...planned.attributes };
  }

  override get terraformMetaArguments(): { [name: string]: unknown } {
    const own: { [name: string]: unknown } = super.terraformMetaArguments;
    const planned = this.#synthesis.findPlanned(this)?.planned;
    if (planned !== undefined) {
      const gates = planned.gates.map(({ address }) => address);
      return { ...own, provider: planned.provider, dependsOn: [...(this.dependsOn ?? []), ...gates] };
    }
    const rendered = this.#synthesis.renderSource(this);
    const lifecycle = (own["lifecycle"] ?? {}) as { readonly postcondition?: readonly unknown[] };
    return {
      ...own,
      lifecycle: {
        ...lifecycle,
        // Copies, because the originals are later compared with the finished file.
        postcondition: [
          ...rendered.postconditions.map((each) => ({ ...each })),
          ...(lifecycle.postcondition ?? []),
        ],
      },
      ...(rendered.provider === undefined ? {} : { provider: rendered.provider }),
    };
  }

  /** Of a gate's part that Terraform reads, only the gate is written to the file, unless an aspect gave it more. */
  override toTerraform(): object {
    const isPlain = this.lifecycle === undefined && Object.keys(this.rawOverrides as object).length === 0;
    const isGateAlone = isPlain && this.#synthesis.findPlanned(this)?.isShown === false;
    return isGateAlone ? {} : (super.toTerraform() as object);
  }

  /** @throws BadOptionError always: HCL output cannot carry the gate */
  override toHclTerraform(): never {
    return refuseHcl(this);
  }
}
