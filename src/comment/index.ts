export { cutBody, markBody } from "./body.js";
export { type Posted, post } from "./post.js";
export { resolveTarget, type Target } from "./target.js";
