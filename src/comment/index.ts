export { cutBody, type MarkedBody, markBody } from "./body.js";
export { CommentError } from "./error.js";
export { type PostRequest, post } from "./post.js";
export type { Posted } from "./post-comment.js";
export { resolveTarget, type Service, type Target, type TargetRequest } from "./target.js";
