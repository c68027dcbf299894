/** Where the eight documents of one org are. */
module.exports = [
  "blocking",
  "domain?platform=web",
  "domain?platform=mobile",
  "features?platform=web",
  "features?platform=mobile",
  "geo",
  "privacy",
  "targeting",
].map((path) => `/settings/recording/v1/${path}`);
