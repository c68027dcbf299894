import type { CtyObject } from "../plugin/index.js";
import type { Configured } from "./configured.js";

/** What one `provider` block configures. It is checked once something is read. */
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
    if (this.configured === undefined) {
      const { openConfigured }: typeof import("./configured.js") = require("./configured.js");
      this.configured = openConfigured(this.config, this.env);
    }
    return this.configured;
  }
}
