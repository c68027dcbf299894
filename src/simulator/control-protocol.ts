import { Fields } from "./fields";
import type { JsonValue } from "./json";

/** Every path below this one steers the simulator: the last part names a command, POST brings its fields as JSON. */
export const CONTROL_PREFIX = "/__control/";

/** The header that carries the control token. */
export const CONTROL_HEADER = "x-simulator-control";

/** Where a running simulator is and what opens it. */
export interface Coordinates {
  /** `http://HOST:PORT`, without a slash at the end. */
  readonly url: string;
  readonly adminKey: string;
  readonly standardKey: string;
  /** Opens the control endpoint. */
  readonly controlToken: string;
  readonly orgId: string;
}

export function readCoordinates(value: JsonValue): Coordinates {
  const names = ["url", "adminKey", "standardKey", "controlToken", "orgId"];
  const fields = new Fields(value, "coordinates", names);
  return {
    url: fields.readText("url"),
    adminKey: fields.readText("adminKey"),
    standardKey: fields.readText("standardKey"),
    controlToken: fields.readText("controlToken"),
    orgId: fields.readText("orgId"),
  };
}
