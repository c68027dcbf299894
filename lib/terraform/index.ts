export {
  CHECK_PREFIX,
  DATA_SOURCE_ADDRESS,
  DATA_SOURCE_TYPE,
  dataSourceAddress,
  isGateAddress,
  isPublicNullProvider,
  NULL_PROVIDER,
  tryDataSourceName,
} from "./addresses.js";
