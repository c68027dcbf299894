import type { IResolvable } from "cdktf";
import type { Construct } from "constructs";
import { type FeaturesSettings, features } from "../settings/endpoints/features.js";
import { buildDocumentSchema } from "../synthesis/data-source-schema.js";
import { DataFullstory, type DataFullstoryPlatformProps } from "./data-fullstory.js";
import { DataFullstoryHistory, type DataFullstoryPlatformHistoryProps } from "./data-fullstory-history.js";

/**
 * Switches of what is recorded at all, on the web or in mobile apps.
 *
 * Source: `GET /settings/recording/v1/features` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingFeatures extends DataFullstory<FeaturesSettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryPlatformProps = {}) {
    super(scope, id, { schema: buildDocumentSchema(features), props });
  }

  /** Whether sessions are recorded, as `tobool(outputs["enabled"])`. */
  get enabled(): IResolvable {
    return this.bool("enabled");
  }

  /** Whether console messages are recorded, as `tobool(outputs["console_watcher"])`. */
  get consoleWatcher(): IResolvable {
    return this.bool("consoleWatcher");
  }

  /** Whether network requests are recorded, as `tobool(outputs["ajax_watcher"])`. */
  get ajaxWatcher(): IResolvable {
    return this.bool("ajaxWatcher");
  }

  /** Whether assets are uploaded to Fullstory, as `tobool(outputs["resource_uploading"])`. */
  get resourceUploading(): IResolvable {
    return this.bool("resourceUploading");
  }

  /** Whether Fullstory's staff have shut recording off, as `tobool(outputs["recording_shutoff"])`. */
  get recordingShutoff(): IResolvable {
    return this.bool("recordingShutoff");
  }

  /** Whether rage clicks are found in the browser, as `tobool(outputs["client_side_rage_click"])`. */
  get clientSideRageClick(): IResolvable {
    return this.bool("clientSideRageClick");
  }

  /** Who changed these settings and when, people masked, as `jsondecode(outputs["metadata"])`. */
  get metadata(): IResolvable {
    return this.metadataValue();
  }
}

/**
 * The versions of the recording features, the newest first.
 *
 * Source: `GET /settings/recording/v1/features/history` of the vendor's page "Using Audit Trails for Settings".
 */
export class DataFullstoryRecordingFeaturesHistory extends DataFullstoryHistory<FeaturesSettings> {
  constructor(scope: Construct, id: string, props: DataFullstoryPlatformHistoryProps = {}) {
    super(scope, id, { endpoint: features, props });
  }
}
