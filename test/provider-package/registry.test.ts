import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { createIdentity } from "../../src/plugin/serve/certificate.js";
import { nameZip, PLATFORMS } from "../../src/provider-package/index.js";
import { temporaryFolder } from "../terraform/support.js";
import { ROOT, run } from "./support.js";

const VERSION: string = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")).version;
const PROVIDER = "/v1/providers/cdktf-fullstory/fullstory";

let keyring: string;
let release: string;
let server: Server;
let port: number;
let authority: string;

/** A registry as Terraform's protocol describes it, with the files of a release behind it. */
beforeAll(async () => {
  keyring = temporaryFolder();
  chmodSync(keyring, 0o700);
  const gpg = { ...process.env, GNUPGHOME: keyring };
  const quiet = { env: gpg, stdio: "pipe" } as const;
  const user = "Release <release@example.test>";
  execFileSync("gpg", ["--batch", "--passphrase", "", "--quick-gen-key", user, "rsa2048"], quiet);
  const publicKey = execFileSync("gpg", ["--armor", "--export", user], quiet).toString();
  const keyId = /^pub(?::[^:]*){3}:([0-9A-F]{16}):/m.exec(
    execFileSync("gpg", ["--with-colons", "--list-keys", user], quiet).toString(),
  )?.[1];

  release = temporaryFolder();
  run("scripts/provider-package.mjs", ["--out", release, "--sign", user], { GNUPGHOME: keyring });

  const identity = createIdentity();
  const certificate = `-----BEGIN CERTIFICATE-----\n${identity.certificate.toString("base64")}\n-----END CERTIFICATE-----\n`;
  authority = path.join(temporaryFolder({ "ca.pem": certificate }), "ca.pem");
  const platforms = PLATFORMS.map((platform) => {
    const [os, arch] = platform.split("_");
    return { os, arch };
  });
  const download = (os: string, arch: string): unknown => {
    const filename = `terraform-provider-fullstory_${VERSION}_${os}_${arch}.zip`;
    const sums = `terraform-provider-fullstory_${VERSION}_SHA256SUMS`;
    return {
      ...{ protocols: ["6.0"], os, arch, filename, download_url: `/files/${filename}` },
      ...{ shasums_url: `/files/${sums}`, shasums_signature_url: `/files/${sums}.sig` },
      shasum: createHash("sha256")
        .update(readFileSync(path.join(release, filename)))
        .digest("hex"),
      signing_keys: { gpg_public_keys: [{ key_id: keyId, ascii_armor: publicKey }] },
    };
  };
  const json = (url: string): unknown => {
    if (url === "/.well-known/terraform.json") return { "providers.v1": "/v1/providers/" };
    if (url === `${PROVIDER}/versions`)
      return { versions: [{ version: VERSION, protocols: ["6.0"], platforms }] };
    const [, os = "", arch = ""] =
      new RegExp(`^${PROVIDER}/${VERSION}/download/(\\w+)/(\\w+)$`).exec(url) ?? [];
    return download(os, arch);
  };
  server = createServer({ key: identity.key, cert: certificate }, ({ url = "" }, response) => {
    if (url.startsWith("/files/")) response.end(readFileSync(path.join(release, path.basename(url))));
    else response.setHeader("content-type", "application/json").end(JSON.stringify(json(url)));
  });
  await once(server.listen(0, "localhost"), "listening");
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.close();
  execFileSync("gpgconf", ["--homedir", keyring, "--kill", "gpg-agent"]);
});

async function terraform(cwd: string, args: readonly string[]): Promise<{ code: number; text: string }> {
  const env = { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null", SSL_CERT_FILE: authority };
  const child = spawn("terraform", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  }
  const [code] = await once(child, "close");
  return { code, text };
}

function project(): string {
  return temporaryFolder({
    "main.tf": `
      terraform {
        required_providers {
          fullstory = { source = "localhost:${port}/cdktf-fullstory/fullstory" }
        }
      }
    `,
  });
}

test("Terraform installs a release from a registry over TLS, its signature checked, with one hash for all platforms.", async () => {
  const cwd = project();
  const init = await terraform(cwd, ["init", "-no-color"]);
  expect(init).toMatchObject({ code: 0, text: expect.stringContaining("self-signed, key ID") });
  const platforms = PLATFORMS.map((platform) => `-platform=${platform}`);
  expect(await terraform(cwd, ["providers", "lock", "-no-color", ...platforms])).toMatchObject({ code: 0 });
  const lock = readFileSync(path.join(cwd, ".terraform.lock.hcl"), "utf8");
  expect(lock.match(/h1:[^"]+/g)).toHaveLength(1);
  expect(lock.match(/zh:[^"]+/g)?.length).toBeGreaterThanOrEqual(1);
  const schema = await terraform(cwd, ["providers", "schema", "-json"]);
  expect(schema.text).toContain('"fullstory_recording_geo"');
});

test("A package that is not the one that was signed is refused.", async () => {
  const cwd = project();
  const files = PLATFORMS.map((platform) => path.join(release, nameZip(VERSION, platform)));
  const before = files.map((file) => readFileSync(file));
  try {
    for (const file of files) writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.of(0)]));
    expect((await terraform(cwd, ["init", "-no-color"])).code).toBe(1);
  } finally {
    for (const [index, file] of files.entries()) writeFileSync(file, before[index] ?? "");
  }
});

test("The sums name every file of the release, and are what is signed.", () => {
  const base = `terraform-provider-fullstory_${VERSION}`;
  const lines = readFileSync(path.join(release, `${base}_SHA256SUMS`), "utf8")
    .trim()
    .split("\n");
  const names = [...PLATFORMS.map((platform) => nameZip(VERSION, platform)), `${base}_manifest.json`];
  expect(lines).toEqual(
    names.map((name) => {
      const sum = createHash("sha256")
        .update(readFileSync(path.join(release, name)))
        .digest("hex");
      return `${sum}  ${name}`;
    }),
  );
  const manifest: unknown = JSON.parse(readFileSync(path.join(release, `${base}_manifest.json`), "utf8"));
  expect(manifest).toEqual({ version: 1, metadata: { protocol_versions: ["6.0"] } });
});
