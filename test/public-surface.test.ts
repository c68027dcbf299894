import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { namesExportedBy } from "./imports";

const ROOT = join(__dirname, "..");

function exportsOf(request: string): string[] {
  const script = `console.log(JSON.stringify(Object.keys(require(${JSON.stringify(request)})).sort()))`;
  return JSON.parse(execFileSync(process.execPath, ["-e", script], { cwd: ROOT, encoding: "utf8" }));
}

describe("The built package", () => {
  it("gives these names where the repository root is required, and no others", () => {
    expect(exportsOf(ROOT)).toMatchInlineSnapshot(`
[
  "AbortedError",
  "BadOptionError",
  "BadRequestError",
  "BodyTooLargeError",
  "BridgeError",
  "ConnectionError",
  "DataFullstoryRecordingBlocking",
  "DataFullstoryRecordingBlockingHistory",
  "DataFullstoryRecordingDomain",
  "DataFullstoryRecordingDomainHistory",
  "DataFullstoryRecordingFeatures",
  "DataFullstoryRecordingFeaturesHistory",
  "DataFullstoryRecordingGeo",
  "DataFullstoryRecordingGeoHistory",
  "DataFullstoryRecordingPrivacy",
  "DataFullstoryRecordingPrivacyHistory",
  "DataFullstoryRecordingTargeting",
  "DataFullstoryRecordingTargetingHistory",
  "DataFullstorySessionEvents",
  "DeclarationError",
  "ForbiddenError",
  "FrameworkMismatchError",
  "FullstoryClient",
  "FullstoryError",
  "FullstoryGate",
  "FullstoryOrg",
  "GateStrippedError",
  "Match",
  "MissingKeyError",
  "NotFoundError",
  "OrgNotConfirmedError",
  "PaginationLoopError",
  "RateLimitError",
  "ServerError",
  "SnapshotError",
  "StaleAnswerError",
  "TimeoutError",
  "UnauthorizedError",
  "UnexpectedAnswerError",
  "UnreadableError",
  "WrongOrgError",
  "WrongShapeError",
  "synth",
]
`);
  });

  it("gives these types beside them, and no others", () => {
    const { values, types } = namesExportedBy("lib/index.ts");
    // The client is loaded when it is first used, so it is declared rather than exported from a file.
    expect([...values, "FullstoryClient"].sort()).toEqual(exportsOf(ROOT));
    expect(types).toMatchInlineSnapshot(`
[
  "AjaxWatch",
  "BlockingSettings",
  "CallOptions",
  "ChangedOnlyByOptions",
  "ClientOptions",
  "DataFullstory",
  "DataFullstoryHistory",
  "DataFullstoryHistoryProps",
  "DataFullstoryPlatformHistoryProps",
  "DataFullstoryPlatformProps",
  "DataFullstoryProps",
  "DataFullstorySessionEventsProps",
  "DeclarationFault",
  "Declared",
  "DomainRule",
  "DomainSettings",
  "EachLikeOptions",
  "ElementBlock",
  "EndpointName",
  "Evidence",
  "ExpectOptions",
  "FeaturesSettings",
  "FullstoryGateProps",
  "FullstoryOrgProps",
  "GatePart",
  "GeoSettings",
  "HistoryOptions",
  "Matcher",
  "Me",
  "Platform",
  "PlatformCallOptions",
  "PlatformParts",
  "PrivacySettings",
  "SessionEvent",
  "SessionEvents",
  "SessionEventsOptions",
  "SettingsDocument",
  "SettingsDocuments",
  "SettingsHistory",
  "SettingsMetadata",
  "SettingsSource",
  "SinceOptions",
  "TargetingSettings",
  "Waiver",
]
`);
  });

  it("gives these types under cdktf-fullstory/client, and no others", () => {
    const { values, types } = namesExportedBy("lib/client/index.ts");
    expect(values).toEqual(exportsOf("cdktf-fullstory/client"));
    expect(types).toMatchInlineSnapshot(`
[
  "CallOptions",
  "ClientOptions",
  "EndpointName",
  "HistoryOptions",
  "Me",
  "Platform",
  "PlatformCallOptions",
  "SessionEvents",
  "SessionEventsOptions",
  "SettingsDocument",
  "SettingsDocuments",
]
`);
  });

  it("gives the client under cdktf-fullstory/client without loading the framework", () => {
    expect(exportsOf("cdktf-fullstory/client")).toContain("FullstoryClient");
    const script =
      'require("cdktf-fullstory/client"); console.log(Object.keys(require.cache).some((f) => /node_modules.cdktf/.test(f)))';
    expect(execFileSync(process.execPath, ["-e", script], { cwd: ROOT, encoding: "utf8" }).trim()).toBe(
      "false",
    );
  });

  it("has one class of a name, whichever entry it is imported from", () => {
    const script =
      'const [all, client] = [require("cdktf-fullstory"), require("cdktf-fullstory/client")]; console.log(Object.keys(client).filter((name) => client[name] !== all[name]).join())';
    expect(execFileSync(process.execPath, ["-e", script], { cwd: ROOT, encoding: "utf8" })).toBe("\n");
  });

  it("keeps the names of its classes, which errors and checks of other packages read", () => {
    const script =
      'console.log(Object.entries(require("cdktf-fullstory")).filter(([name, value]) => typeof value === "function" && value.name !== name).join())';
    expect(execFileSync(process.execPath, ["-e", script], { cwd: ROOT, encoding: "utf8" })).toBe("\n");
  });

  it("gives the simulator under cdktf-fullstory/simulator", () => {
    expect(exportsOf("cdktf-fullstory/simulator")).toContain("startSimulator");
  });

  it("gives named imports to ECMAScript modules", () => {
    const script =
      'import { FullstoryClient, FullstoryGate, Match } from "cdktf-fullstory"; console.log(typeof FullstoryClient, typeof FullstoryGate, typeof Match.exact)';
    const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: ROOT,
      encoding: "utf8",
    });
    expect(out.trim()).toBe("function function function");
  });
});
