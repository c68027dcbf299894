/** What reads and judges settings while an app synthesizes. `load-reading.ts` is its door. */
export { fetchAll } from "../client/batch/fetch-all.js";
export { fetchAllSync } from "../client/batch/sync-bridge.js";
export { DocumentStore } from "./document-store.js";
export { ReadSources } from "./read-sources.js";
