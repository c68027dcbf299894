import { sanitizeLines } from "./shown.js";

const MESSAGE = 4_000;
/** GitHub shows ten annotations of a level and step; the last of ours says how many there are beyond. */
const SHOWN = 9;

export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly message: string;
  readonly title: string;
  /** `file:line`. */
  readonly location?: string;
}

/** Annotations as commands of GitHub Actions, one a line, and as many of a level as GitHub shows. */
export function renderGithubCommands(annotations: readonly Annotation[]): string {
  const shown: Annotation[] = [];
  for (const level of ["error", "warning", "notice"] as const) {
    const all = annotations.filter((each) => each.level === level);
    shown.push(...all.slice(0, SHOWN));
    if (all.length > SHOWN)
      shown.push({ level, title: "fullstory", message: `${all.length - SHOWN} more: see the report` });
  }
  return `${shown.map(renderCommand).join("\n")}\n`;
}

/** The one place that writes a command: nothing in a value or a message can end it or begin another. */
function renderCommand({ level, message, title, location }: Annotation): string {
  const place = /^(.+):(\d+)$/.exec(location ?? "");
  const properties = [
    ...(place === null
      ? []
      : [`file=${escapeProperty(place[1] ?? "")}`, `line=${escapeProperty(place[2] ?? "")}`]),
    `title=${escapeProperty(title)}`,
  ];
  return `::${level} ${properties.join(",")}::${escapeData(message)}`;
}

/** Printable text is one line; the escapes are those of the runner's own toolkit. */
function escapeData(text: string): string {
  const lines = sanitizeLines(text).slice(0, MESSAGE);
  return lines.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
