/** Loaded into a program under test: tells its largest resident size when it ends. */
process.on("exit", () => {
  process.stderr.write(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`);
});
