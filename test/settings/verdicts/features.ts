import { Match } from "../../../lib/settings/declare/match.js";
import { Rows } from "./rows.js";

const doc = {
  enabled: true,
  consoleWatcher: true,
  ajaxWatcher: true,
  resourceUploading: false,
  recordingShutoff: false,
  clientSideRageClick: false,
};
const r = new Rows("features");

r.matches("the same switches", doc, doc);
r.matches(
  "keys in another order",
  { clientSideRageClick: false, enabled: true },
  { enabled: true, clientSideRageClick: false },
);
r.matches("metadata changed", { ...doc, metadata: { createdBy: "x" } }, doc);
r.matches(
  "snake_case keys",
  {
    enabled: true,
    console_watcher: true,
    ajax_watcher: true,
    resource_uploading: false,
    recording_shutoff: false,
    client_side_rage_click: false,
  },
  doc,
);
r.loosened("recording is on", { ...doc, enabled: true }, { enabled: false }, "enabled");
r.tightened("recording is off", { ...doc, enabled: false }, doc, "enabled");
r.loosened(
  "console messages are recorded",
  { ...doc, consoleWatcher: true },
  { consoleWatcher: false },
  "consoleWatcher",
);
r.tightened("console messages are not recorded", { ...doc, consoleWatcher: false }, doc, "consoleWatcher");
r.loosened(
  "network requests are recorded",
  { ...doc, ajaxWatcher: true },
  { ajaxWatcher: false },
  "ajaxWatcher",
);
r.tightened("network requests are not recorded", { ...doc, ajaxWatcher: false }, doc, "ajaxWatcher");
r.loosened("assets are uploaded", { ...doc, resourceUploading: true }, doc, "resourceUploading");
r.tightened(
  "assets are not uploaded",
  { ...doc, resourceUploading: false },
  { resourceUploading: true },
  "resourceUploading",
);
r.tightened("recording is shut off", { ...doc, recordingShutoff: true }, doc, "recordingShutoff");
r.loosened(
  "recording is no longer shut off",
  { ...doc, recordingShutoff: false },
  { recordingShutoff: true },
  "recordingShutoff",
);
r.unclear(
  "rage clicks are found in the browser",
  { ...doc, clientSideRageClick: true },
  doc,
  "clientSideRageClick",
);
r.unclear(
  "rage clicks are not found in the browser",
  doc,
  { clientSideRageClick: true },
  "clientSideRageClick",
);
r.loosened(
  "one switch stricter, another looser",
  { ...doc, enabled: false, resourceUploading: true },
  doc,
  "resourceUploading",
);
for (const key of Object.keys(doc)) {
  r.matches(`${key} is null where null is declared`, { [key]: null }, { [key]: null });
  r.unclear(`${key} is null where false is declared`, { ...doc, [key]: null }, { [key]: false }, key);
  r.unclear(`${key} is null where true is declared`, { ...doc, [key]: null }, { [key]: true }, key);
  r.unclear(`${key} is true where null is declared`, { ...doc, [key]: true }, { [key]: null }, key);
  r.unchecked(`${key} is not in the answer`, { other: true, metadata: {} }, { [key]: false }, key);
  r.matches(`any ${key}`, doc, { [key]: Match.anyValue() });
  r.unclear(`any ${key}, and null`, { ...doc, [key]: null }, { [key]: Match.anyValue() }, key);
  r.matches(`${key} not null`, doc, { [key]: Match.not(null) });
  r.matches(`${key} one of both`, doc, { [key]: Match.oneOf(true, false) });
  r.unchecked(`not ${key}, which is not in the answer`, { metadata: {} }, { [key]: Match.not(true) }, key);
}
r.matches("exact of the document", doc, Match.exact(doc));
r.unclear(
  "exact of the document with one more switch",
  { ...doc, heatmaps: true },
  Match.exact(doc),
  "heatmaps",
);

export const features = r.rows;
