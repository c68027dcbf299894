// A headless Chromium that is spoken to over a pipe: no port, no library.
import { spawn } from "node:child_process";
import { once } from "node:events";

const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--hide-scrollbars",
  "--no-first-run",
  "--disable-extensions",
  "--disable-background-networking",
  "--disable-dev-shm-usage",
  "--remote-debugging-pipe",
];
const TIMEOUT_MS = 60_000;

export class HeadlessChromium {
  #child;
  #waiting = new Map();
  #listeners = [];
  #next = 1;

  /** @param {string} binary @param {string} folder where its profile goes */
  constructor(binary, folder) {
    this.#child = spawn(binary, [...FLAGS, `--user-data-dir=${folder}/profile`], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
      env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder },
    });
    let text = "";
    this.#child.stdio[4].setEncoding("utf8").on("data", (chunk) => {
      const messages = (text + chunk).split("\0");
      text = messages.pop() ?? "";
      for (const message of messages) this.#take(JSON.parse(message));
    });
  }

  /** A page of its own size, with everything that it asks for and shows by itself noted down. */
  async page(width, height, scheme) {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const call = (method, params) => this.send(method, params, sessionId);
    const noted = { dialogs: [], requests: [] };
    this.#listeners.push(({ method, params, sessionId: from }) => {
      if (from !== sessionId) return;
      if (method === "Network.requestWillBeSent") noted.requests.push(params.request.url);
      if (method !== "Page.javascriptDialogOpening") return;
      noted.dialogs.push(params.message);
      call("Page.handleJavaScriptDialog", { accept: false }).catch(() => undefined);
    });
    await Promise.all([call("Page.enable"), call("Network.enable"), call("Runtime.enable")]);
    const features = [{ name: "prefers-color-scheme", value: scheme }];
    await call("Emulation.setEmulatedMedia", { features });
    await call("Emulation.setDeviceMetricsOverride", {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: width < 600,
    });
    return { call, noted };
  }

  async open({ call }, url) {
    await call("Page.navigate", { url });
    for (let tries = 0; tries < 200; tries++) {
      const { result } = await call("Runtime.evaluate", {
        expression: "document.readyState + location.href",
      });
      if (result.value === `complete${url}`) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    // Time for whatever would run by itself.
    await new Promise((resolve) => setTimeout(resolve, 300));
  }

  async ask({ call }, expression) {
    const { result } = await call("Runtime.evaluate", { expression, returnByValue: true });
    return result.value;
  }

  send(method, params = {}, sessionId) {
    const id = this.#next++;
    this.#child.stdio[3].write(
      `${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`,
    );
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${method}: no answer`)), TIMEOUT_MS);
      this.#waiting.set(id, { resolve, reject, timer });
    });
  }

  async close() {
    const ended = once(this.#child, "exit");
    this.send("Browser.close").catch(() => undefined);
    const hard = setTimeout(() => this.#child.kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(hard);
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
  }

  #take(message) {
    for (const listener of this.#listeners) listener(message);
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    this.#waiting.delete(message.id);
    clearTimeout(waiting.timer);
    if (message.error) waiting.reject(new Error(message.error.message));
    else waiting.resolve(message.result);
  }
}
