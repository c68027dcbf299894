import { omitUndefined } from "../omit-undefined.js";
import type { Notice } from "../verdict/judge.js";
import { noticesOf, type Together } from "../verdict/notices.js";
import type { OrgSettings } from "./org-settings.js";
import type { EvaluatedSource } from "./stages.js";

/** What is told of a data source beside its verdict; its peers are all data sources of its stack. */
export function sourceNotices(source: EvaluatedSource, peers: readonly EvaluatedSource[]): readonly Notice[] {
  const { load, evaluation, org } = source;
  if (evaluation === undefined) return [];
  const together = togetherOf(source, peers);
  return noticesOf({ loaded: load, evaluation, warnings: org.warnings, ...omitUndefined({ together }) });
}

/** What the first data source of a stack says for all that read from the same place. */
function togetherOf(
  { org, record }: EvaluatedSource,
  peers: readonly EvaluatedSource[],
): Together | undefined {
  const place = placeOf(org);
  const same = peers.filter((peer) => peer.load.ok && placeOf(peer.org) === place);
  const { path } = record.construct.node;
  if (!same.every((peer) => path <= peer.record.construct.node.path)) return undefined;
  const count = (of: "declared" | "matching") =>
    same.reduce((sum, { evaluation }) => sum + (evaluation?.[of] ?? 0), 0);
  return { declared: count("declared"), matching: count("matching") };
}

function placeOf({ source, identity }: OrgSettings): string {
  return source.kind === "live" ? identity : source.kind === "snapshot" ? source.path : source.kind;
}
