// Preloaded into every thread: prints when it is a worker, and a while later.
const { isMainThread } = require("node:worker_threads");
if (!isMainThread) setTimeout(() => console.log("noise of the worker"), 1);
