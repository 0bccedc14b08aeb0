/**
 * The real Bluesky server as a process of its own, for end-to-end runs: `node test/servers/pds-process.ts [name]`.
 * Prints one line of JSON, `{"url", "did", "handle", "appPassword"}`, with an account of that name, and runs until it is told to stop.
 */
import { startPds } from "./pds.ts";

const [name = "everyday"] = process.argv.slice(2);
const pds = await startPds();
const { did, handle, appPassword } = await pds.createAccount(name);
console.log(JSON.stringify({ url: pds.url, did, handle, appPassword }));

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void pds[Symbol.asyncDispose]());
