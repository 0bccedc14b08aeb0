/**
 * The server as a process of its own: `node test/servers/telegram/main.ts [port] [channel]`.
 * Prints one line of JSON, `{"url", "token", "channel"}`, and runs until it is told to stop.
 */
import { startTelegramServer } from "./start-telegram-server.ts";

const [port = "0", channel = "rollcall_test"] = process.argv.slice(2);
const server = await startTelegramServer({ port: Number(port) });
server.addChannel(channel, { title: "Rollcall test" });
console.log(JSON.stringify({ url: server.url, token: server.token, channel: `@${channel}` }));

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server[Symbol.asyncDispose]());
