// Opens the HTML report in a real headless Chromium: hostile text must be inert, nothing may be wider than a phone, and
// the four screenshots of docs/img are made. Needs `npm run build` first, and Chromium (`apt-get install chromium`)
// or CHROMIUM_BINARY.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { HeadlessChromium } from "./headless-chromium.mjs";

const ROOT = join(import.meta.dirname, "..");
const load = createRequire(import.meta.url);
const { gateHtml } = load(join(ROOT, "dist/src/reports/gate/html.js"));
const { drifted, hostile } = fixtures(join(ROOT, "test/reports/gate-reports.ts"));
const CHROMIUM = process.env.CHROMIUM_BINARY ?? "/usr/bin/chromium";
const IMAGES = join(ROOT, "docs/img");
const WIDTHS = { phone: 390, desktop: 1280 };
const CONTROL = `<!doctype html><title>control</title><body onload="document.title='pwned'"><script>alert(1)</script><img src="x.png">`;

if (!existsSync(CHROMIUM)) throw new Error(`there is no ${CHROMIUM}: apt-get install -y chromium`);
const folder = mkdtempSync(join(tmpdir(), "fullstory-browser-"));
const browser = new HeadlessChromium(CHROMIUM, folder);
let failures = 0;
try {
  await control();
  await inert();
  for (const name of Object.keys(WIDTHS))
    for (const scheme of ["light", "dark"]) await screenshot(name, scheme);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;

/** Would the checks below notice anything? On this page a script, a dialog and a request do happen. */
async function control() {
  const page = await browser.page(800, 600, "light");
  await browser.open(page, write("control.html", CONTROL));
  check("a script is noticed", (await browser.ask(page, "document.title")) === "pwned");
  check("a dialog is noticed", page.noted.dialogs.length === 1);
  check("a request is noticed", page.noted.requests.length > 1);
}

async function inert() {
  const page = await browser.page(WIDTHS.phone, 800, "light");
  await browser.open(page, write("hostile.html", gateHtml(hostile())));
  check("the title stayed", (await browser.ask(page, "document.title")) === "Fullstory gate: not decided");
  check("no dialog came up", page.noted.dialogs.length === 0);
  check("nothing but the page was asked for", page.noted.requests.length === 1);
  const count = (selector) =>
    browser.ask(page, `document.querySelectorAll(${JSON.stringify(selector)}).length`);
  check(
    "no element to load, run or follow",
    (await count("script,img,iframe,link,a,form,input,object,embed,base,[style]")) === 0,
  );
  const handlers =
    "[...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => a.name.startsWith('on'))).length";
  check("no event handler", (await browser.ask(page, handlers)) === 0);
  check(
    "the corpus is on the page as text",
    String(await browser.ask(page, "document.body.innerText")).includes("<script>"),
  );
  check("hostile text is no wider than a phone", (await widthOf(page)) <= WIDTHS.phone);
}

async function screenshot(name, scheme) {
  const width = WIDTHS[name];
  const page = await browser.page(width, 900, scheme);
  await browser.open(page, write("report.html", gateHtml(drifted())));
  check(`the report fits ${width} pixels`, (await widthOf(page)) <= width);
  const ground = await browser.ask(page, "getComputedStyle(document.body).backgroundColor");
  check(`${name} is ${scheme}`, Number(/\d+/.exec(ground)?.[0]) < 128 === (scheme === "dark"));
  const { data } = await page.call("Page.captureScreenshot", {
    captureBeyondViewport: true,
    format: "png",
    clip: {
      x: 0,
      y: 0,
      width,
      height: await browser.ask(page, "document.documentElement.scrollHeight"),
      scale: 1,
    },
  });
  mkdirSync(IMAGES, { recursive: true });
  writeFileSync(join(IMAGES, `report-${name}-${scheme}.png`), Buffer.from(data, "base64"));
}

function widthOf(page) {
  return browser.ask(page, "document.documentElement.scrollWidth");
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

/** The reports of the unit tests, compiled here: they import nothing but types and node:crypto. */
function fixtures(path) {
  const { code } = load("@swc/core").transformFileSync(path, {
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
  });
  const module = { exports: {} };
  new Function("module", "exports", "require", code)(module, module.exports, load);
  return module.exports;
}
