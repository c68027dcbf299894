import type { CtyObject } from "../plugin/index.js";
import { type Configuration, readConfiguration } from "./configuration/configuration.js";
import { SettingsReader } from "./reading/settings-reader.js";

/** A provider whose configuration was found in order. */
export interface Configured {
  readonly configuration: Configuration;
  readonly reader: SettingsReader;
  /** What a person should know of the configuration. Only the first who asks is told, so that it is said once. */
  readonly takeWarnings: () => readonly string[];
}

/** @throws ConfigurationError with everything that is wrong with the configuration */
export function openConfigured(config: CtyObject, env: NodeJS.ProcessEnv): Configured {
  const configuration = readConfiguration(config, env);
  let { warnings } = configuration;
  const takeWarnings = (): readonly string[] => {
    const taken = warnings;
    warnings = [];
    return taken;
  };
  return { configuration, reader: new SettingsReader(configuration), takeWarnings };
}
