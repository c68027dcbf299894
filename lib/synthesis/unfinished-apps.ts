import type { App } from "cdktf";

/** What is to be done for an app that never came to its synthesis. Held weakly: an app that is dropped is forgotten. */
const watched = new Set<WeakRef<App>>();
const fails = new WeakMap<App, () => void>();

/**
 * Watches an app that declares a gate until its synthesis begins. An app that throws before that runs nothing of ours
 * any more, and an earlier `cdk.tf.json` would stay and plan green. So when the process ends with a failure, `fail`
 * removes it. One listener serves all apps, and it goes with the last of them.
 */
export function watchUntilSynthesis(app: App, fail: () => void): void {
  for (const reference of watched) if (reference.deref() === undefined) watched.delete(reference);
  if (watched.size === 0) process.once("exit", failAll);
  watched.add(new WeakRef(app));
  fails.set(app, fail);
}

/** The synthesis has begun: from here on it cleans up by itself. */
export function stopWatch(app: App): void {
  for (const reference of watched) if (reference.deref() === app) watched.delete(reference);
  if (watched.size === 0) process.off("exit", failAll);
}

function failAll(code: number): void {
  if (code === 0) return;
  for (const reference of watched) {
    const app = reference.deref();
    try {
      if (app !== undefined) fails.get(app)?.();
    } catch {
      // The process is ending, and its own error is the one to tell.
    }
  }
}
