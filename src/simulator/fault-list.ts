import type { Platform } from "./documents";
import type { Effect, Ending, ScheduledFault } from "./fault-reading";
import type { JsonObject } from "./json";

/** What the faults of the moment make of one request. */
export interface Mischief {
  latencyMs: number;
  headers: Record<string, string>;
  gzip: boolean;
  loopToken: boolean;
  wrongMe: JsonObject;
  ending?: Ending;
}

interface Target {
  readonly path: string;
  readonly platform?: Platform;
}

/** The faults in force, in the order in which they were asked for. */
export class FaultList {
  #faults: { readonly fault: ScheduledFault; seen: number }[] = [];

  add(fault: ScheduledFault): void {
    this.#faults.push({ fault, seen: 0 });
  }

  clear(): void {
    this.#faults = [];
  }

  /** Counts the request for each fault that it reaches: one after an ending fault is not reached. */
  take(target: Target): Mischief {
    const mischief: Mischief = { latencyMs: 0, headers: {}, gzip: false, loopToken: false, wrongMe: {} };
    for (const entry of this.#faults) {
      const { fault } = entry;
      if (!matches(fault, target)) continue;
      const turn = entry.seen++;
      if (turn < fault.after || turn >= fault.after + fault.times) continue;
      apply(fault.effect, mischief);
      if (mischief.ending !== undefined) break;
    }
    return mischief;
  }
}

function matches({ path, exact, platform }: ScheduledFault, target: Target): boolean {
  if (platform !== undefined && platform !== target.platform) return false;
  return path === undefined || (exact ? target.path === path : target.path.includes(path));
}

function apply(effect: Effect, mischief: Mischief): void {
  switch (effect.kind) {
    case "latency":
      mischief.latencyMs += effect.ms;
      break;
    case "header":
      Object.assign(mischief.headers, effect.headers);
      break;
    case "gzip":
      mischief.gzip = true;
      break;
    case "loop-token":
      mischief.loopToken = true;
      break;
    case "wrong-me":
      mischief.wrongMe = { ...mischief.wrongMe, ...effect.me };
      break;
    default:
      mischief.ending = effect;
  }
}
