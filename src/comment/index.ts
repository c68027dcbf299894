export { cutBody, markBody } from "./body.js";
export { post } from "./post.js";
export type { Posted } from "./post-comment.js";
export { resolveTarget, type Target } from "./target.js";
