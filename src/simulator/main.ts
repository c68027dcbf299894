import { parseArgs } from "node:util";
import { CONTROL_HEADER, type Coordinates } from "./control-protocol";
import { DEFAULT_SESSION_ID } from "./defaults";
import { resolveOptions } from "./options";
import { startServer } from "./server";

const HELP = `Usage: npm run simulate -- [options]

A Fullstory API on this machine: one org, two keys, settings with history, faults on demand.
Prints one line of JSON on stdout once it listens: url, adminKey, standardKey, controlToken, orgId. A terminal gets
it with --quiet only.

  --port N                       TCP port to listen at (default: any free one)
  --host ADDRESS                 address to listen at (default: 127.0.0.1)
  --standard-key-reads-privacy   let the standard key read privacy and its history
  --latency-ms N                 wait so many milliseconds before every answer (default: 0)
  --exit-with-stdin              stop when stdin closes, as it does when the parent dies
  --quiet                        print nothing on stderr
  --help                         print this
`;

function readArguments(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    allowPositionals: false,
    options: {
      port: { type: "string" },
      host: { type: "string" },
      "standard-key-reads-privacy": { type: "boolean", default: false },
      "latency-ms": { type: "string" },
      "exit-with-stdin": { type: "boolean", default: false },
      quiet: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  return values;
}

/** Whole numbers become numbers; anything else stays what it is, and is refused by name as an option. */
function toNumberIfWhole(text: string | undefined): number | string | null {
  if (text === undefined) return null;
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}

function renderIntroduction({ url, adminKey, standardKey, controlToken }: Coordinates): string {
  const read = `curl -H 'Authorization: Basic ${adminKey}' ${url}/settings/recording/v1/geo`;
  const change = `curl -H '${CONTROL_HEADER}: ${controlToken}' -d '{"document":"geo","settings":{"recordGeoMode":"GEO_ALL"}}' ${url}/__control/set`;
  return `
A simulated Fullstory API listens at ${url}.
Ctrl-C stops it.

Use it instead of the real one:
  export FULLSTORY_BASE_URL=${url}
  export FULLSTORY_API_KEY=${adminKey}

The admin key reads everything. This standard key reads all but privacy:
  ${standardKey}
A session that it knows:
  ${DEFAULT_SESSION_ID}
Read settings:
  ${read}
Change settings:
  ${change}
`;
}

/** Serves until it is told to stop; the value is the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const values = readArguments(args);
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const options = resolveOptions({
    host: values.host ?? null,
    port: toNumberIfWhole(values.port),
    latencyMs: toNumberIfWhole(values["latency-ms"]),
    standardKeyReadsPrivacy: values["standard-key-reads-privacy"],
  });
  const { stop, stopped, ...coordinates } = await startServer(options);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
  if (values["exit-with-stdin"]) {
    const end = () => void stop();
    process.stdin.resume().once("end", end).once("close", end);
  }
  // A person at a terminal reads the same below.
  if (values.quiet || !process.stdout.isTTY) process.stdout.write(`${JSON.stringify(coordinates)}\n`);
  if (!values.quiet) process.stderr.write(renderIntroduction(coordinates));
  await stopped;
  return 0;
}

main(process.argv.slice(2)).then(
  // Whatever may still be open, such as stdin, is of no concern once the server has stopped.
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nTry --help.\n`);
    process.exit(1);
  },
);
