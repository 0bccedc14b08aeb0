import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";

/** Addresses of Unix sockets are cut off at 104 bytes on some systems. */
const longestPath = 100;

/** Where the worker that has the embedded database open takes commands from other processes on this machine. */
export const controlSocketPath = (dataFolder: string): string => {
  const path = join(dataFolder, "rollcall.sock");
  if (Buffer.byteLength(path) <= longestPath) return path;
  return join(tmpdir(), `rollcall-${createHash("sha256").update(dataFolder).digest("hex").slice(0, 16)}.sock`);
};

/** The one line that a process sends: what to run, where relative paths begin, and its standard input where the command reads it. */
export const controlRequestSchema = z.strictObject({
  arguments: z.array(z.string()).max(1000),
  folder: z.string(),
  input: z.base64().optional(),
});
export type ControlRequest = z.infer<typeof controlRequestSchema>;

/** What comes back, a JSON line each, until `exit`. */
export const controlReplySchema = z.union([
  z.strictObject({ out: z.string() }),
  z.strictObject({ complaint: z.string() }),
  z.strictObject({ exit: z.int() }),
]);
export type ControlReply = z.infer<typeof controlReplySchema>;
