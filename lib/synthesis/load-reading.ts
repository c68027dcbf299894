/**
 * Loads what reads and judges settings while an app synthesizes. Where Terraform reads all of them, nothing of it is
 * loaded (row `readAt: "plan"` of the bench).
 */
export function loadReading(): typeof import("./reading.js") {
  return require("./reading.js");
}
