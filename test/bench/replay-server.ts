import { open, rm } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocketServer } from "ws";
import { replayMessage } from "./replay-message.ts";

/** A message as a server sends it (RFC 6455, 5.2). */
const frameOf = (message: Buffer): Buffer => {
  const { length } = message;
  if (length >= 65_536) throw new RangeError("There are no messages that long.");
  return Buffer.concat([Buffer.from(length < 126 ? [0x81, length] : [0x81, 126, length >> 8, length & 255]), message]);
};

// A process of its own that makes all messages beforehand, so that making them takes nothing from whoever reads them.
const [, , counted = ""] = process.argv;
const count = Number(counted);
const path = join(tmpdir(), `rollcall-replay-${process.pid}`);
const file = await open(path, "w");
for (let from = 0; from < count; from += 5000) {
  const frames: Buffer[] = [];
  for (let number = from; number < Math.min(count, from + 5000); number += 1) {
    frames.push(frameOf(Buffer.from(replayMessage(number))));
  }
  await file.write(Buffer.concat(frames));
}
await file.close();

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const http = createServer();
http.on("upgrade", (request, connection, head) => {
  sockets.handleUpgrade(request, connection, head, (socket) => {
    const replay = createReadStream(path, { highWaterMark: 1 << 20 });
    replay.pipe(connection, { end: false });
    replay.on("end", () => socket.close());
  });
});
http.listen(0, "127.0.0.1", () => console.log((http.address() as AddressInfo).port));
process.on("SIGTERM", () => {
  void rm(path, { force: true }).finally(() => process.exit(0));
});
