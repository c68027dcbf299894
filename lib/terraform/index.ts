export {
  CHECK_PREFIX,
  checkName,
  DATA_SOURCE_ADDRESS,
  DATA_SOURCE_TYPE,
  dataSourceAddress,
  isNullProvider,
  isPublicNullProvider,
  NULL_PROVIDER,
  tryDataSourceName,
} from "./addresses.js";
