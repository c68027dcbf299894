/** Lists of any length: what is declared, what live answers, and where it stands. */
export const lists = {
  blockedIps: {
    document: "blocking",
    declared: (n) =>
      Array.from({ length: n }, (_, i) => `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`),
    live: (items) => [...items].reverse(),
  },
  elementBlocks: {
    document: "privacy",
    declared: (n) =>
      Array.from({ length: n }, (_, i) => ({
        selector: `.field-${i}`,
        type: i % 2 ? "BLOCK_MASK" : "BLOCK_EXCLUDE",
      })),
    live: (items) =>
      [...items].reverse().map((item) => ({
        ...item,
        consent: false,
        notes: "",
        scope: "ALL_SESSIONS",
        lastUpdated: "2025-09-18T07:41:12.094Z",
        label: "",
        targetingConditions: null,
        editable: "EDITABLE_ANY",
        exceptionSelectors: [],
        groupId: 0,
      })),
  },
  ajaxWatches: {
    document: "privacy",
    declared: (n) =>
      Array.from({ length: n }, (_, i) => ({
        urlRegex: `/api/v${i}/.+`,
        recordReq: "ELIDE",
        recordRsp: "ELIDE",
      })),
    live: (items) => items.map((item) => ({ ...item, whitelistReq: "", whitelistRsp: "" })),
  },
};
