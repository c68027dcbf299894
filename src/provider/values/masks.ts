import { type DataClass, maskText } from "../../../lib/settings/index.js";

/** What a value of each class may show, as the configuration of the provider says. */
export interface Exposure {
  readonly exposeIdentifiers: boolean;
  readonly maskAddresses: boolean;
}

/** Shown in place of open JSON and free text that is hidden: enough to see that there is some. */
const HIDDEN = "...";

/** A text as far as its class may be shown. */
export function showText(dataClass: DataClass | undefined, text: string, exposure: Exposure): string {
  switch (dataClass) {
    case "person":
    case "identifier":
      return exposure.exposeIdentifiers ? text : maskText(dataClass, text);
    case "freeText":
      return exposure.exposeIdentifiers || text === "" ? text : HIDDEN;
    case "address":
      return exposure.maskAddresses ? maskText(dataClass, text) : text;
    default:
      return text;
  }
}
