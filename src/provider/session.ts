import type { CtyObject } from "../plugin/index.js";
import type { Configuration } from "./configuration/configuration.js";
import { readConfiguration } from "./configuration/read-configuration.js";
import { ConfigurationError } from "./errors.js";
import { SettingsReader } from "./reading/settings-reader.js";

/** A provider whose configuration was found in order. */
export interface Configured {
  readonly configuration: Configuration;
  readonly reader: SettingsReader;
  /** What a person should know of the configuration. Only the first who asks is told, so that it is said once. */
  readonly takeWarnings: () => readonly string[];
}

/** What one `provider` block told. Nothing of it is looked at before something is read. */
export class Session {
  private config: CtyObject = new Map();
  private version: string | undefined;
  private configured: Configured | undefined;

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** As in `1.11.4`; unknown while Terraform validates. */
  get terraformVersion(): string | undefined {
    return this.version;
  }

  /** Where `gate` wants records of what is read; see `record-read.ts`. */
  get recordsFolder(): string | undefined {
    return this.env["FULLSTORY_GATE_RECORDS"] || undefined;
  }

  configure(config: CtyObject, terraformVersion: string): void {
    this.config = config;
    this.version = terraformVersion;
    this.configured = undefined;
  }

  /** @throws ConfigurationError with everything that is wrong with the configuration */
  open(): Configured {
    if (this.configured !== undefined) return this.configured;
    const reading = readConfiguration(this.config, this.env);
    if (!reading.ok) throw new ConfigurationError(reading.faults);
    const { configuration } = reading;
    let { warnings } = configuration;
    const takeWarnings = (): readonly string[] => {
      const taken = warnings;
      warnings = [];
      return taken;
    };
    this.configured = { configuration, reader: new SettingsReader(configuration), takeWarnings };
    return this.configured;
  }
}
