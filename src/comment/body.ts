import { beginsWithMarker } from "./comment-host.js";

const MARKER = /^<!-- cdktf-fullstory:[^\r\n]{1,200} -->$/;
const DEFAULT_MARKER = "<!-- cdktf-fullstory:report -->";

/** A comment's text, and the line by which it is found again. */
export interface MarkedBody {
  readonly marker: string;
  readonly body: string;
}

/** Puts the marker first. `id` names it; else it is the one that the text begins with. */
export function markBody(markdown: string, id: string | undefined): MarkedBody {
  const [first = ""] = markdown.split(/\r?\n/, 1);
  const own = MARKER.test(first) ? first : undefined;
  const marker = id === undefined ? (own ?? DEFAULT_MARKER) : `<!-- cdktf-fullstory:${id} -->`;
  if (beginsWithMarker(markdown, marker)) return { marker, body: markdown };
  const rest = own === undefined ? markdown : markdown.slice(markdown.indexOf("\n") + 1);
  return { marker, body: `${marker}\n${rest}` };
}

const ROOM = 400;

/**
 * A comment that is not longer than the host takes. What comes first stays, which is the verdict; whole lines go, an
 * open fence or fold is closed, and the last line says how many are gone.
 */
export function cutBody(body: string, limit: number): string {
  if (body.length <= limit) return body;
  const lines = body.split("\n");
  const kept: string[] = [];
  let left = limit - ROOM;
  for (const line of lines) {
    left -= line.length + 1;
    if (left < 0) break;
    kept.push(line);
  }
  // One line that is longer than everything: its beginning is better than nothing.
  const part = lines[kept.length]?.slice(0, Math.max(0, Math.min(200, limit - ROOM))) ?? "";
  if (kept.length < 2) kept.push(part.replace(/[\ud800-\udbff]$/, ""));
  const gone = lines.length - kept.length;
  return [
    ...kept,
    ...listClosing(kept),
    "",
    `**Cut here**: ${gone} more lines did not fit into a comment. The whole report is in the job's log.`,
    "",
  ].join("\n");
}

/** What ends the fence and the folds that are still open. */
function listClosing(lines: readonly string[]): readonly string[] {
  let fence: string | undefined;
  let folds = 0;
  for (const line of lines) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true) fence = undefined;
      continue;
    }
    fence = mark;
    folds += (line.match(/<details>/g) ?? []).length - (line.match(/<\/details>/g) ?? []).length;
  }
  return [
    ...(fence === undefined ? [] : [fence]),
    ...Array.from({ length: Math.max(0, folds) }, () => "\n</details>"),
  ];
}
