import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { type FullstoryGateProps, Match } from "../../lib/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";

const SETTINGS = "/settings/recording/v1/";

/** A host that knows every key `org-N`; some keys get something else in place of everything. */
export class ManyOrgs {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcessByStdio<Writable, Readable, null>,
  ) {}

  static async start(
    folder: string,
    failing: Readonly<Record<string, readonly [number, string]>>,
  ): Promise<ManyOrgs> {
    const simulator = await startSimulator();
    const file = path.join(folder, "documents.json");
    writeFileSync(file, JSON.stringify(await documentsOf(simulator)));
    await simulator.stop();
    const child = spawn(process.execPath, [path.join(__dirname, "../../bench/apps/orgs-server.cjs")], {
      env: { ...process.env, DOCUMENTS: file, LATENCY: "0", FAILING: JSON.stringify(failing) },
      stdio: ["pipe", "pipe", "inherit"],
    });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const { url } = JSON.parse(line.toString()) as { url: string };
    return new ManyOrgs(url, child);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.stdin.end();
    await ended;
  }
}

async function documentsOf(simulator: Simulator): Promise<Record<string, unknown>> {
  const documents: Record<string, unknown> = {};
  for (const name of ["blocking", "geo", "privacy", "targeting"] as const)
    documents[SETTINGS + name] = await simulator.get(name);
  for (const name of ["domain", "features"] as const) {
    for (const platform of ["web", "mobile"] as const)
      documents[`${SETTINGS}${name}?platform=${platform}`] = await simulator.get(name, { platform });
  }
  return documents;
}

/** What every one of them says: all eight documents. */
export const asDeclared: FullstoryGateProps = {
  blocking: { blockedUas: ["PingProbe/2", "CheckoutCanary"] },
  domain: { web: { onlyRecordKnownDomains: true }, mobile: { onlyRecordKnownDomains: true } },
  features: { web: { consoleWatcher: false }, mobile: { consoleWatcher: false } },
  geo: { recordGeoMode: "GEO_ALLOW_LIST", recordGeoZones: ["DE", "NL", "SE"] },
  privacy: { discardIpAddresses: true },
  targeting: { sessionTargetingRules: Match.anyValue() },
};
