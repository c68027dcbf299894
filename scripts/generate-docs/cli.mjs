import { spawnSync } from "node:child_process";
import { join } from "node:path";

const COMMANDS = [
  ["init"],
  ["gate"],
  ["report"],
  ["comment"],
  ["snapshot"],
  ["snapshot", "update"],
  ["snapshot", "verify"],
  ["diff"],
  ["history"],
  ["declare"],
  ["doctor"],
  ["provider"],
  ["provider", "install"],
  ["simulate"],
];

/** The CLI reference, as the program itself tells it. */
export function cliPage(dist) {
  const help = (words) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(dist, "src", "cli.js"), ...words, "--help"],
      {
        encoding: "utf8",
        env: { PATH: process.env.PATH, COLUMNS: "80", NO_COLOR: "1" },
      },
    );
    if (status !== 0) throw new Error(`cdktf-fullstory ${words.join(" ")} --help: ${stderr}`);
    return stdout.trimEnd();
  };
  const lines = [
    "# Command line reference",
    "",
    "Generated from the program by `npm run docs`. Do not edit.",
    "",
    "```",
    help([]),
    "```",
    "",
  ];
  for (const words of COMMANDS) lines.push(`## ${words.join(" ")}`, "", "```", help(words), "```", "");
  return `${lines.join("\n").trimEnd()}\n`;
}
