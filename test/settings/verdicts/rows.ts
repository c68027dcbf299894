import type { EndpointName } from "../../../lib/settings/model/endpoint.js";
import type { Direction } from "../../../lib/settings/model/field.js";

/** One verdict, written by hand: what is live, what is declared, and what has to be said about it. */
export interface VerdictRow {
  readonly title: string;
  readonly endpoint: EndpointName;
  /** The body as the endpoint answers it. */
  readonly live: Readonly<Record<string, unknown>>;
  readonly declared: unknown;
  readonly expect: "matches" | "differs" | "not-checked";
  /** The most serious direction among the findings. */
  readonly direction?: Direction;
  /** A path that some finding has. */
  readonly path?: string;
}

type Body = Readonly<Record<string, unknown>>;

/** Rows of one endpoint. */
export class Rows {
  readonly rows: VerdictRow[] = [];

  constructor(private readonly endpoint: EndpointName) {}

  matches(title: string, live: Body, declared: unknown): void {
    this.rows.push({ title, endpoint: this.endpoint, live, declared, expect: "matches" });
  }

  loosened(title: string, live: Body, declared: unknown, path: string): void {
    this.differs(title, live, declared, "loosened", path);
  }

  tightened(title: string, live: Body, declared: unknown, path: string): void {
    this.differs(title, live, declared, "tightened", path);
  }

  unclear(title: string, live: Body, declared: unknown, path: string): void {
    this.differs(title, live, declared, "unclear", path);
  }

  unchecked(title: string, live: Body, declared: unknown, path: string): void {
    this.rows.push({ title, endpoint: this.endpoint, live, declared, expect: "not-checked", path });
  }

  private differs(title: string, live: Body, declared: unknown, direction: Direction, path: string): void {
    this.rows.push({ title, endpoint: this.endpoint, live, declared, expect: "differs", direction, path });
  }
}
