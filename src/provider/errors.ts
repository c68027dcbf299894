import { FullstoryError } from "../../lib/client/index.js";

/** One thing that is wrong with the configuration of the provider. */
export interface ConfigurationFault {
  /** Absent where the message names the argument itself. */
  readonly attribute?: string;
  readonly message: string;
}

/** The configuration of the provider cannot be used; nothing was sent. */
export class ConfigurationError extends FullstoryError {
  readonly code = "provider_configuration";

  constructor(readonly faults: readonly ConfigurationFault[]) {
    const told = faults.map(({ attribute, message }) =>
      attribute === undefined ? message : `${attribute} ${message}`,
    );
    super(`the configuration of the provider cannot be used: ${told.join("; ")}`, {
      hint: "Correct the `provider` block, or the environment of Terraform; nothing was sent.",
    });
  }
}

const KEY_HINT = "Give this provider the key of the org, or correct expect_org.";

/** What the key, or the snapshot, belongs to is not the org that is expected, or nobody could tell. */
export class ExpectedOrgError extends FullstoryError {
  readonly code: "wrong_org" | "org_not_confirmed";
  /** Absent where it could not be confirmed whose key it is. */
  readonly found?: string;
  readonly why: string;

  constructor(
    readonly expected: string,
    {
      found,
      why,
      hint = KEY_HINT,
    }: { readonly found?: string; readonly why: string; readonly hint?: string },
  ) {
    super(found === undefined ? why : `${why}: expected ${expected}, found ${found}`, { hint });
    this.code = found === undefined ? "org_not_confirmed" : "wrong_org";
    this.why = why;
    if (found !== undefined) this.found = found;
  }
}

/** A snapshot that was verified too long ago, or on a day that is still to come. */
export class StaleSnapshotError extends FullstoryError {
  readonly code = "stale_snapshot";

  constructor(
    readonly file: string,
    readonly verifiedAt: string,
    readonly limit: string,
  ) {
    super(`the snapshot ${file} was verified too long ago: on ${verifiedAt}, and the limit is ${limit}`, {
      hint: "Run `npx cdktf-fullstory snapshot update`, review the change and commit it.",
    });
  }
}
