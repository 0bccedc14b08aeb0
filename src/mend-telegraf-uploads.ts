import { createRequire } from "node:module";
import type { Readable } from "node:stream";

interface MultipartStream extends Readable {
  currentStream: Readable;
  currentStreamOnReadable(): void;
}

/**
 * Lets telegraf 4.16 upload on Node 26. Its multipart bodies (sandwich-stream 2.0.2) read a part once each time that it becomes
 * readable and count on getting all of it; since Node 26 `read()` gives one buffer at a time, so that the rest is never sent
 * and the call hangs. Reading until there is nothing left is right on every Node.
 */
export const mendTelegrafUploads = (): void => {
  const requireInTelegraf = createRequire(import.meta.resolve("telegraf"));
  const { default: Multipart } = requireInTelegraf("./core/network/multipart-stream.js") as { default: { prototype: MultipartStream } };
  Multipart.prototype.currentStreamOnReadable = function readAll(this: MultipartStream) {
    for (let chunk: unknown = this.currentStream.read(); chunk !== null; chunk = this.currentStream.read()) this.push(chunk);
  };
};
