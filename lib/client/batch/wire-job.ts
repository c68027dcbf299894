import { Secret } from "../options/secret.js";
import type { PreparedJob } from "./fetch-job.js";

/** A checked job as it crosses to the worker: the key is in clear, so it only ever travels in a message. */
export interface WireJob extends Omit<PreparedJob, "options"> {
  readonly options: Omit<PreparedJob["options"], "key" | "proxy">;
  readonly key: string;
  readonly proxy?: string;
}

export function toWire({ options: { key, proxy, ...options }, ...job }: PreparedJob): WireJob {
  return { ...job, options, key: key.reveal(), ...(proxy === undefined ? {} : { proxy: proxy.reveal() }) };
}

export function fromWire({ key, proxy, options, ...job }: WireJob): PreparedJob {
  const hidden = { key: new Secret(key), ...(proxy === undefined ? {} : { proxy: new Secret(proxy) }) };
  return { ...job, options: { ...options, ...hidden } };
}
