import type { Http2Session } from "node:http2";
import type { FindCall } from "../wire/server.js";
import type { ProviderInstance } from "./provider-instance.js";

const PROVIDER = "/tfplugin6.Provider/";
const SHUTDOWN = "/plugin.GRPCController/Shutdown";
const EMPTY = new Uint8Array(0);

interface ServiceOptions {
  /** The provider that the calls of a connection are for. */
  readonly getInstance: (session: Http2Session) => ProviderInstance;
  /** Terraform does not need this process any longer. */
  readonly shutDown: (session: Http2Session) => void;
}

/**
 * Serves what Terraform calls: the provider's service, and go-plugin's shutdown. Go-plugin's broker and its copies of
 * standard output are not served, and it does not need them.
 */
export function serveCalls({ getInstance, shutDown }: ServiceOptions): FindCall {
  return (path, session) => {
    if (path === SHUTDOWN) {
      return async () => {
        shutDown(session);
        return EMPTY;
      };
    }
    if (!path.startsWith(PROVIDER)) return undefined;
    const name = path.slice(PROVIDER.length);
    return (body, signal) => getInstance(session).answer({ name, body, signal });
  };
}
