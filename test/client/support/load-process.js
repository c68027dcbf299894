// Loads doors and says what of the network came along. Arguments: files below dist.
for (const file of process.argv.slice(2)) require(`../../../dist/${file}`);
const packages = Object.keys(require.cache).filter((file) => /node_modules.(undici|synckit)./.test(file));
const modules = process.moduleLoadList.filter((name) =>
  /^NativeModule (https?|_http_client|tls)$/.test(name),
);
console.log(JSON.stringify([...packages, ...modules]));
