import type { CtyObject } from "../plugin/index.js";
import { type Configuration, readConfiguration } from "./configuration/configuration.js";
import { SettingsReader } from "./reading/settings-reader.js";

/** A provider whose configuration was found in order. */
export interface Configured {
  readonly configuration: Configuration;
  readonly reader: SettingsReader;
  readonly sharedWaivers: SharedWaivers;
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
  return {
    configuration,
    reader: new SettingsReader(configuration),
    sharedWaivers: new SharedWaivers(),
    takeWarnings,
  };
}

/** What one gate found of a waiver that several were given. */
interface SharedWaiver {
  readonly waiver: string;
  readonly gate: string;
  readonly isNeeded: boolean;
  /** How many gates were given it. */
  readonly takers: number;
}

/** Waivers that several gates were given: none of the gates can tell alone that nobody needs one. */
class SharedWaivers {
  private readonly found = new Map<string, Map<string, boolean>>();

  /** Notes what a gate found. Whether all gates were read by now, and none of them needs the waiver. */
  note({ waiver, gate, isNeeded, takers }: SharedWaiver): boolean {
    const byGate = this.found.get(waiver) ?? new Map<string, boolean>();
    this.found.set(waiver, byGate.set(gate, isNeeded));
    return byGate.size >= takers && ![...byGate.values()].includes(true);
  }
}
