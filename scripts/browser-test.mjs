// Opens the HTML report and the pull request comment in a real headless Chromium: hostile text must be inert, nothing
// may be wider than the screen, and the screenshots of docs/img are made. Needs `npm run build` first, and Chromium
// (`apt-get install chromium`) or CHROMIUM_BINARY.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import markdownIt from "markdown-it";
import { chromium } from "playwright-core";

const ROOT = join(import.meta.dirname, "..");
const load = createRequire(import.meta.url);
const { renderGateHtml } = load(join(ROOT, "dist/src/reports/gate/html.js"));
const { renderGateMarkdown } = load(join(ROOT, "dist/src/reports/gate/markdown.js"));
const { drifted, hostile, undecided } = fixtures(join(ROOT, "test/reports/gate-reports.ts"));
const CHROMIUM = process.env.CHROMIUM_BINARY ?? "/usr/bin/chromium";
const IMAGES = join(ROOT, "docs/img");
const CONTROL = `<!doctype html><title>control</title><body onload="document.title='pwned'"><script>alert(1)</script><img src="x.png">`;

if (!existsSync(CHROMIUM)) throw new Error(`there is no ${CHROMIUM}: apt-get install -y chromium`);
const folder = mkdtempSync(join(tmpdir(), "fullstory-browser-"));
mkdirSync(IMAGES, { recursive: true });
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
});
let failures = 0;
try {
  await control();
  await inert();
  const report = write("report.html", renderGateHtml(drifted()));
  await picture(report, { width: 1280, scheme: "light", name: "report-desktop-light" });
  await picture(report, { width: 1280, scheme: "dark", name: "report-desktop-dark" });
  await picture(report, { width: 390, scheme: "light", name: "report-phone-light" });
  await paper(report);
  const comment = write("comment.html", commentPage(renderGateMarkdown(drifted())));
  await picture(comment, { width: 760, scheme: "light", name: "comment" });
  await fits(comment, 390, "the comment");
  await fits(
    write("unread-comment.html", commentPage(renderGateMarkdown(undecided()))),
    390,
    "an undecided comment",
  );
  await fits(
    write("hostile-comment.html", commentPage(renderGateMarkdown(hostile()))),
    390,
    "a hostile comment",
  );
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;

/** A page of its own size, with everything that it asks for and shows by itself noted down. */
async function opened(url, { width, scheme = "light", media = "screen" }) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  const noted = { dialogs: 0, requests: 0 };
  page.on("dialog", (dialog) => {
    noted.dialogs += 1;
    return dialog.dismiss();
  });
  page.on("request", () => {
    noted.requests += 1;
  });
  await page.emulateMedia({ media });
  await page.goto(url);
  // Time for whatever would run by itself.
  await page.waitForTimeout(300);
  return { page, noted };
}

/** Would the checks below notice anything? On this page a script, a dialog and a request do happen. */
async function control() {
  const { page, noted } = await opened(write("control.html", CONTROL), { width: 800 });
  check("a script is noticed", (await page.title()) === "pwned");
  check("a dialog is noticed", noted.dialogs === 1);
  check("a request is noticed", noted.requests > 1);
}

async function inert() {
  const { page, noted } = await opened(write("hostile.html", renderGateHtml(hostile())), { width: 390 });
  check("the title stayed", (await page.title()) === "Fullstory gate: not decided");
  check("no dialog came up", noted.dialogs === 0);
  check("nothing but the page was asked for", noted.requests === 1);
  const active = page.locator("script,img,iframe,link,a,form,input,object,embed,base,[style]");
  check("no element to load, run or follow", (await active.count()) === 0);
  const handlers = await page.evaluate(
    () =>
      [...document.querySelectorAll("*")].filter((each) =>
        [...each.attributes].some(({ name }) => name.startsWith("on")),
      ).length,
  );
  check("no event handler", handlers === 0);
  check("the corpus is on the page as text", (await page.innerText("body")).includes("<script>"));
  check("hostile text is no wider than a phone", (await widthOf(page)) <= 390);
}

async function picture(url, { width, scheme, name }) {
  const { page } = await opened(url, { width, scheme });
  check(`${name} fits ${width} pixels`, (await widthOf(page)) <= width);
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  check(`${name} is ${scheme}`, Number(/\d+/.exec(ground)?.[0]) < 128 === (scheme === "dark"));
  await page.screenshot({ path: join(IMAGES, `${name}.png`), fullPage: true });
}

/** As it is printed: A4, and the PDF that a browser makes of it. */
async function paper(url) {
  const { page } = await opened(url, { width: 720, media: "print" });
  check("the report fits a page", (await widthOf(page)) <= 720);
  await page.screenshot({ path: join(IMAGES, "report-print.png"), fullPage: true });
  const pdf = await page.pdf({ format: "A4" });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  check(`the report prints to PDF, on ${pages} pages`, pages > 0 && pages < 6);
}

async function fits(url, width, what) {
  const { page } = await opened(url, { width });
  check(`${what} fits ${width} pixels`, (await widthOf(page)) <= width);
  const scrolling = await page.evaluate(
    () =>
      [...document.querySelectorAll("table, code, pre")].filter(
        (each) => each.scrollWidth > Math.max(each.clientWidth, each.tagName === "CODE" ? innerWidth : 0),
      ).length,
  );
  check(`${what} has no table and no code span to scroll`, scrolling === 0);
}

/** The comment as GitHub shows it: its own style sheet, and a column of the width given. */
function commentPage(markdown) {
  const style = readFileSync(load.resolve("github-markdown-css/github-markdown.css"), "utf8");
  const body = markdownIt({ html: true }).render(markdown);
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${style} body { margin: 0; padding: 12px; background: #fff }</style><body class="markdown-body">${body}`;
}

function widthOf(page) {
  return page.evaluate(() => document.documentElement.scrollWidth);
}

function check(what, holds) {
  if (!holds) failures += 1;
  process.stdout.write(`${holds ? "ok  " : "FAIL"} ${what}\n`);
}

function write(name, html) {
  const path = join(folder, name);
  writeFileSync(path, html);
  return pathToFileURL(path).href;
}

/** The reports of the unit tests, compiled here; what they import of ours comes from `dist`. */
function fixtures(path) {
  const { code } = load("@swc/core").transformFileSync(path, {
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
  });
  const ours = (name) => load(name.startsWith("../../") ? join(ROOT, "dist", name.slice(6)) : name);
  const module = { exports: {} };
  new Function("module", "exports", "require", code)(module, module.exports, ours);
  return module.exports;
}
