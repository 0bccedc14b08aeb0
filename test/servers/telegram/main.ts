/**
 * The server as a process of its own: `node test/servers/telegram/main.ts [port] [channel] [--no-limits]`.
 * Prints one line of JSON, `{"url", "token", "channel"}`, and runs until it is told to stop.
 */
import { startTelegramServer } from "./start-telegram-server.ts";

const given = process.argv.slice(2);
const [port = "0", channel = "rollcall_test"] = given.filter((argument) => !argument.startsWith("--"));
const endless = Number.POSITIVE_INFINITY;
const flood = given.includes("--no-limits") ? { burst: endless, perMinute: endless, perSecond: endless } : {};
const server = await startTelegramServer({ port: Number(port), flood });
server.addChannel(channel, { title: "Rollcall test" });
console.log(JSON.stringify({ url: server.url, token: server.token, channel: `@${channel}` }));

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server[Symbol.asyncDispose]());
