// Loads doors and says which of the dear packages came along. Arguments: files below dist/lib/client.
for (const file of process.argv.slice(2)) require(`../../../dist/lib/client/${file}`);
const loaded = Object.keys(require.cache).filter((file) => /node_modules.(undici|synckit)./.test(file));
console.log(JSON.stringify(loaded.length));
