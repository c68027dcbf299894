// The pictures of the README, from real runs: `npm start`, then `report` on the evidence that it left.
// Needs `npm run build` first, and Chromium (`apt-get install chromium`) or CHROMIUM_BINARY.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import markdownIt from "markdown-it";
import { chromium } from "playwright-core";

const ROOT = join(import.meta.dirname, "..");
const IMAGES = join(ROOT, "docs/img");
const load = createRequire(import.meta.url);
const EVIDENCE = "cdktf.out/stacks/privacy-gate/fullstory.evidence.json";
const TERMINAL =
  "margin:0;padding:20px 24px;background:#14171c;color:#d9dee6;font:14px/1.5 'DejaVu Sans Mono',monospace;white-space:pre-wrap";

/** What a program prints, whatever it exits with. */
function run(...args) {
  try {
    return execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  } catch (error) {
    if (typeof error.stdout === "string") return error.stdout;
    throw error;
  }
}

function report(output) {
  return run("dist/programs/cli.js", "report", EVIDENCE, "--output", output);
}

const story = run("dist/src/start.js");
const failure = story.slice(story.indexOf("Error: Resource postcondition failed"), story.indexOf("\n4. "));
if (!failure.includes("fullstory: drift")) throw new Error(`npm start showed no drift:\n${story}`);
const escaped = failure.trim().replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const style = readFileSync(load.resolve("github-markdown-css/github-markdown.css"), "utf8");
const comment = markdownIt({ html: true }).render(report("markdown"));
const pages = [
  ["plan", 860, `<body style="${TERMINAL}">${escaped}`],
  [
    "pull-request",
    760,
    `<style>${style} body { margin: 0; padding: 16px; background: #fff }</style><body class="markdown-body">${comment}`,
  ],
  ["report", 1000, report("html")],
];

mkdirSync(IMAGES, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_BINARY ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
});
try {
  for (const [name, width, html] of pages) {
    const page = await browser.newPage({ viewport: { width, height: 300 } });
    await page.setContent(html);
    await page.screenshot({ path: join(IMAGES, `${name}.png`), fullPage: true });
    process.stdout.write(`docs/img/${name}.png\n`);
  }
} finally {
  await browser.close();
}
