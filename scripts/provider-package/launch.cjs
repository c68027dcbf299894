// Words that every Node.js understands, as old as it may be.
var needed = "NEEDED";
var parts = process.versions.node.split(".");
var bounds = needed.split(".");
var isOld = false;
var index;
for (index = 0; index < bounds.length; index++) {
  if (Number(parts[index]) === Number(bounds[index])) continue;
  isOld = Number(parts[index]) < Number(bounds[index]);
  break;
}
var text = [
  "terraform-provider-fullstory needs Node.js",
  needed,
  "or later, and",
  process.execPath,
  "is version",
  process.versions.node.concat(":"),
  "install a later one, or put it first on PATH.",
].join(" ");
function end() {
  process.exit(1);
}
if (isOld) {
  console.log(text);
  // Terraform ends what printed such a line. It says that it read nothing where the process ends sooner than that.
  setTimeout(end, 1000);
} else {
  require("./start.cjs");
}
