import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import packageJson from "../../package.json" with { type: "json" };

/** Both sides must be the same: only the complaint and the exit code are understood by every version. */
export const controlVersion = `${packageJson.version}/2`;

/** How often the worker shows that it is alive while it runs a command. */
export const aliveEveryMs = 5000;

/** Addresses of Unix sockets are cut off at 104 bytes on some systems. */
const longestPathBytes = 100;

export interface SocketPath extends AsyncDisposable {
  readonly path: string;
}

/**
 * Where the worker that has the embedded database open takes commands from other processes on this machine: always in the data folder, so that
 * whoever finds the folder finds the worker, and nobody else. A folder with a long name is gone through by a short one, which lasts until disposed.
 */
export const openSocketPath = async (dataFolder: string): Promise<SocketPath> => {
  const name = "rollcall.sock";
  const path = join(dataFolder, name);
  if (Buffer.byteLength(path) <= longestPathBytes) return { path, [Symbol.asyncDispose]: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), "rollcall-"));
  await symlink(dataFolder, join(folder, "d"));
  return { path: join(folder, "d", name), [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
};

/** What a process sends first: what to run, and what the command would know in a process of its own. */
export const controlRequestSchema = z.strictObject({
  version: z.literal(controlVersion),
  arguments: z.array(z.string()),
  /** Where relative paths begin. */
  folder: z.string(),
  /** The campaign's folder where the asker's environment names one, absolute. */
  content: z.string().optional(),
  /** Hashes of the asker's accounts' variables, by their names. */
  settings: z.record(z.string(), z.string()),
  /** How wide the asker's terminal is. */
  columns: z.int().optional(),
});
export type ControlRequest = z.infer<typeof controlRequestSchema>;

/** What it may send then: a piece of its standard input when it is asked for one (null at the end), or that it wants the command to end. */
export const controlMessageSchema = z.union([z.strictObject({ input: z.base64().nullable() }), z.strictObject({ stop: z.literal(true) })]);
export type ControlMessage = z.infer<typeof controlMessageSchema>;

/** What comes back, a JSON line each, until `exit`; `alive` comes first and again and again. */
export const controlReplySchema = z.union([
  z.strictObject({ alive: z.literal(true) }),
  z.strictObject({ wantsInput: z.literal(true) }),
  z.strictObject({ out: z.string() }),
  z.strictObject({ json: z.string() }),
  z.strictObject({ complaint: z.string() }),
  z.strictObject({ exit: z.int() }),
]);
export type ControlReply = z.infer<typeof controlReplySchema>;
