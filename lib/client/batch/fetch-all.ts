import { type FetchJob, type FetchResult, planJobs } from "./fetch-job.js";
import { type FetchDeps, fetchPrepared } from "./fetch-prepared.js";

/**
 * Fetches everything that a synthesis needs, in one round: all jobs at once on one connection pool, identical ones
 * once. The deadlines of all jobs start together. Never throws; results come in the jobs' order.
 */
export async function fetchAll(jobs: readonly FetchJob[], deps: FetchDeps = {}): Promise<FetchResult[]> {
  const plan = planJobs(jobs);
  if (plan.distinct.length === 0) return plan.spread([]);
  return plan.spread(await fetchPrepared(plan.distinct, deps));
}
