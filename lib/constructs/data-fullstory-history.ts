import type { IResolvable } from "cdktf";
import type { Construct } from "constructs";
import {
  type ChangedOnlyByOptions,
  readAlways,
  readChangedOnlyBy,
  type SinceOptions,
} from "../expectations/history-expectation.js";
import { findCaller } from "../expectations/source-location.js";
import type { Declared } from "../settings/declare/match.js";
import type { Endpoint } from "../settings/model/endpoint.js";
import { buildHistorySchema } from "../synthesis/data-source-schema.js";
import { readReference } from "../synthesis/reference-reader.js";
import { DataFullstory, type DataFullstoryPlatformProps, type DataFullstoryProps } from "./data-fullstory.js";

export interface DataFullstoryHistoryProps extends DataFullstoryProps {
  /** How many versions are read where no expectation says since when, 1 to 100. @default 20 */
  readonly limit?: number;
}

export interface DataFullstoryPlatformHistoryProps
  extends DataFullstoryHistoryProps,
    DataFullstoryPlatformProps {}

/** Versions of a settings document, the newest first. */
export interface SettingsHistory<Document> {
  readonly versions: readonly Document[];
}

/** The history of a settings document, with statements about every version since a date. */
export abstract class DataFullstoryHistory<Document extends object> extends DataFullstory<
  SettingsHistory<Document>
> {
  readonly #endpoint: Endpoint;

  protected constructor(
    scope: Construct,
    id: string,
    { endpoint, props }: { readonly endpoint: Endpoint; readonly props: DataFullstoryPlatformHistoryProps },
  ) {
    super(scope, id, { schema: buildHistorySchema(endpoint), props });
    this.#endpoint = endpoint;
  }

  /**
   * Declares what every version since a date must say, the one in force at that date included. It catches a setting
   * that was loosened and put back between two runs. A history that cannot be read back to the date is *not checked*.
   */
  expectAlways(declared: Declared<Document>, options: SinceOptions): this {
    this.addExpectation(readAlways({ ...this.#buildDeclaration(declared), options }, readReference));
    return this;
  }

  /**
   * Declares who may have made the versions since a date, by the address in the last parentheses, never by the
   * display name. No version at all is *not checked*, unless `allowEmpty`.
   */
  expectChangedOnlyBy(actors: readonly string[], options: ChangedOnlyByOptions): this {
    this.addExpectation(readChangedOnlyBy({ ...this.#buildDeclaration(actors), options }));
    return this;
  }

  #buildDeclaration(declared: unknown) {
    const { document } = this.#endpoint;
    return { document, declared, constructPath: this.node.path, location: findCaller() };
  }

  /** How many versions were read, as `tonumber(outputs["version_count"])`. */
  get versionCount(): number {
    return this.number("versionCount");
  }

  /** The versions, people and identifiers masked, as `jsondecode(outputs["versions"])`. */
  get versions(): IResolvable {
    return this.value("versions");
  }
}
