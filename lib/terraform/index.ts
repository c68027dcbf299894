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
export { FULLSTORY, gateAddress } from "./planned-names.js";
