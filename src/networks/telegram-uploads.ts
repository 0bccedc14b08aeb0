import { createRequire } from "node:module";
import type { Readable } from "node:stream";

interface SandwichStream extends Readable {
  currentStream: Readable;
  currentStreamOnReadable(): void;
}

/**
 * Lets telegraf upload on Node 26. Its multipart bodies come from sandwich-stream 2.0.2, which reads a part once each time that
 * it becomes readable and counts on getting all of it; since Node 26 `read()` gives one buffer at a time, so that the rest is
 * never sent and the call hangs. Reading until there is nothing left is right on every Node.
 */
export const mendTelegrafUploads = (): void => {
  const require = createRequire(import.meta.resolve("telegraf"));
  const { SandwichStream } = require("sandwich-stream") as { SandwichStream: { prototype: SandwichStream } };
  SandwichStream.prototype.currentStreamOnReadable = function readAll(this: SandwichStream) {
    for (let chunk: unknown = this.currentStream.read(); chunk !== null; chunk = this.currentStream.read()) this.push(chunk);
  };
};
