/** The door for the process of a provider. It loads no more than the handshake with Terraform needs. */
export type { ProviderProgram } from "./serve/program.js";
export { serveProvider } from "./serve/serve-provider.js";
