import {
  type Endpoint,
  endpointNames,
  endpoints,
  findNearest,
  isJsonObject,
  type Platform,
} from "../../../lib/settings/index.js";
import { type CtyObject, Typed, Unknown } from "../../plugin/index.js";
import { NotKnown, readDeclaredJson, UnreadableDeclaration } from "./declared-json.js";
import type { GateProblem, Steps } from "./gate-problem.js";

/** What is declared of one settings document. */
export interface GatePart {
  readonly endpoint: Endpoint;
  readonly platform?: Platform;
  /** Where it stands in the gate: `["geo"]`, or `["features", "web"]`. */
  readonly steps: Steps;
  readonly json: unknown;
  readonly isText: boolean;
}

export interface GateParts {
  readonly parts: readonly GatePart[];
  readonly problems: readonly GateProblem[];
  /** Where values are not known yet. */
  readonly unknown: readonly Steps[];
}

const PLATFORMS: readonly Platform[] = ["web", "mobile"];

/** The declarations of a gate, one for each settings document. */
export function readGateParts(config: CtyObject): GateParts {
  const parts: GatePart[] = [];
  const problems: GateProblem[] = [];
  const unknown: Steps[] = [];
  for (const name of endpointNames) {
    const value = config.get(name) ?? null;
    // An argument that is null is, for Terraform, one that was left out.
    if (value === null || (value instanceof Typed && value.value === null)) continue;
    if (value instanceof Unknown) {
      unknown.push([name]);
      continue;
    }
    try {
      const given = readDeclaredJson(value, [name]);
      unknown.push(...given.unknown);
      const whole = { ...given, endpoint: endpoints[name], steps: [name] };
      if (endpoints[name].platforms) problems.push(...splitByPlatform(whole, parts));
      else if (!(given.json instanceof NotKnown)) parts.push(whole);
    } catch (error) {
      if (!(error instanceof UnreadableDeclaration)) throw error;
      problems.push({ steps: error.steps, message: error.message });
    }
  }
  return { parts, problems, unknown };
}

function splitByPlatform(whole: GatePart, parts: GatePart[]): readonly GateProblem[] {
  const { json, steps, isText, endpoint } = whole;
  const buildProblem = (at: Steps, message: string): GateProblem => ({ steps: at, message, isText });
  if (json instanceof NotKnown) return [];
  if (!isJsonObject(json)) return [buildProblem(steps, BY_PLATFORM)];
  const keys = Object.keys(json);
  const others = keys.filter((key) => key !== "web" && key !== "mobile");
  if (keys.length === 0 || others.some((key) => findNearest(key, PLATFORMS) === undefined)) {
    return [buildProblem(steps, BY_PLATFORM)];
  }
  const problems = others.map((key) =>
    buildProblem([...steps, key], `is not a platform; did you mean "${findNearest(key, PLATFORMS)}"?`),
  );
  for (const platform of PLATFORMS) {
    if (!Object.hasOwn(json, platform)) continue;
    const at = [...steps, platform];
    const part: unknown = json[platform];
    if (part === null) problems.push(buildProblem(at, "null declares nothing: leave the name out"));
    else if (typeof part === "string" && !isText) {
      parts.push({ endpoint, platform, steps: at, ...readDeclaredJson(part, at) });
    } else if (!(part instanceof NotKnown)) parts.push({ endpoint, platform, steps: at, json: part, isText });
  }
  return problems;
}

const BY_PLATFORM = "has settings for each platform: write { web = {...}, mobile = {...} }, or one of them";
