export {
  CHECK_PREFIX,
  DATA_SOURCE_ADDRESS,
  DATA_SOURCE_TYPE,
  dataSourceAddress,
  GATE_TYPE,
  isGateAddress,
  isPublicNullProvider,
  NULL_PROVIDER,
  tryDataSourceName,
} from "./addresses.js";
export { FULLSTORY, FULLSTORY_PROVIDER, gateAddress, recordingType } from "./planned-names.js";
