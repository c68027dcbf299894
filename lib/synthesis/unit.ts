import type { AnyDataSource, DataSourceState } from "../constructs/data-fullstory.js";
import { type MaxAge, readMaxAge } from "../expectations/max-age.js";
import type { Blame } from "../messages/index.js";
import type { Evaluation } from "../verdict/evaluate.js";
import type { Load } from "../verdict/loaded.js";
import type { Need } from "./document-store.js";
import type { OrgSettings } from "./org-settings.js";

/** One data source in one synthesis. */
export interface Unit {
  readonly source: AnyDataSource;
  readonly state: DataSourceState;
  readonly org: OrgSettings;
  readonly need: Need;
  readonly maxAge: MaxAge;
  /** How many expectations were compared; one that is added later is compared then. */
  readonly compared: number;
  load?: Load;
  evaluation?: Evaluation;
  orgId?: string;
  role?: string;
  blame: ReadonlyMap<string, Blame>;
}

export function unitOf(source: AnyDataSource, state: DataSourceState, org: OrgSettings): Unit {
  const { readable, platform } = state;
  const sinces = state.expectations.flatMap(({ over }) => (over === undefined ? [] : [over.since])).sort();
  const params = { ...state.params, ...(sinces[0] === undefined ? {} : { since: sinces[0] }) };
  const need: Need = { org, readable, ...(platform === undefined ? {} : { platform }), params };
  const maxAge = state.maxAge === undefined ? org.maxAge : (readMaxAge(state.maxAge) ?? org.maxAge);
  return { source, state, org, need, maxAge, compared: state.expectations.length, blame: new Map() };
}
