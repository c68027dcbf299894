import type { Http2Session } from "node:http2";
import type { GrpcService, UnaryCall } from "../wire/server.js";
import type { ProviderInstance } from "./provider-instance.js";

const PROVIDER = "/tfplugin6.Provider/";
const SHUTDOWN = "/plugin.GRPCController/Shutdown";
const EMPTY = new Uint8Array(0);

export interface ServiceOptions {
  /** The provider that the calls of a connection are for. */
  readonly instanceFor: (session: Http2Session) => ProviderInstance;
  /** Terraform does not need this process any longer. */
  readonly shutDown: (session: Http2Session) => void;
}

/**
 * The services that Terraform calls: the provider's, and go-plugin's shutdown. Go-plugin's broker and its copies of
 * standard output are not served, and it does not need them.
 */
export class ProviderService implements GrpcService {
  constructor(private readonly options: ServiceOptions) {}

  find(path: string, session: Http2Session): UnaryCall | undefined {
    if (path === SHUTDOWN) {
      return async () => {
        this.options.shutDown(session);
        return EMPTY;
      };
    }
    if (!path.startsWith(PROVIDER)) return undefined;
    const name = path.slice(PROVIDER.length);
    return (body, signal) => this.options.instanceFor(session).answer({ name, body, signal });
  }
}
