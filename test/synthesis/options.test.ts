import {
  DataFullstoryRecordingGeo,
  DataFullstoryRecordingGeoHistory,
  DataFullstorySessionEvents,
  DeclarationError,
} from "../../lib/index.js";
import { failureOf, synthesized, testStack } from "./support.js";

const SESSION = "1234567890:9876543210";

test.each<[string, (stack: ReturnType<typeof testStack>["stack"]) => unknown, readonly string[]]>([
  [
    "a document",
    (stack) => new DataFullstoryRecordingGeo(stack, "it", { sessionId: SESSION, limit: 3 } as object),
    ["sessionId: no such option", "limit: no such option"],
  ],
  [
    "a document without platforms",
    (stack) => new DataFullstoryRecordingGeo(stack, "it", { platform: "web" } as object),
    ["platform: this endpoint takes none"],
  ],
  [
    "a history",
    (stack) => new DataFullstoryRecordingGeoHistory(stack, "it", { sessionId: SESSION } as object),
    ["sessionId: no such option"],
  ],
  [
    "the events of a session",
    (stack) =>
      new DataFullstorySessionEvents(stack, "it", { sessionId: SESSION, ...({ limit: 3 } as object) }),
    ["limit: no such option"],
  ],
  [
    "a document of an org that is none",
    (stack) => new DataFullstoryRecordingGeo(stack, "it", { org: {} } as object),
    ["org: must be a FullstoryOrg of this package"],
  ],
])("%s refuses the options that its class does not have, all at once.", (_what, make, expected) => {
  const { stack } = testStack();
  make(stack);
  const error = failureOf(() => synthesized(stack));
  expect(error).toBeInstanceOf(DeclarationError);
  for (const text of expected) expect(error.message).toContain(`[web/it] ${text}`);
});
