import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { freePort } from "./free-port.ts";

/** The path of `redis-server`, or null where this machine has none; with `CI` set that is an error. */
export const findRedis = (): string | null => {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = folders.map((folder) => join(folder, "redis-server")).find((path) => existsSync(path));
  if (!found && process.env["CI"]) throw new Error("Redis must be installed where CI is set: apt-get install redis-server");
  return found ?? null;
};

export interface RedisOptions {
  readonly port?: number;
  readonly password?: string;
  readonly maxmemoryPolicy?: string;
  /** Other settings of `redis.conf`, by name. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface RedisServer extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
}

/** A real Redis that keeps nothing on disk, on 127.0.0.1. */
export const startRedis = async (options: RedisOptions = {}): Promise<RedisServer> => {
  const program = findRedis();
  if (!program) throw new Error("Redis is not installed.");
  const folder = mkdtempSync(join(tmpdir(), "rollcall-redis-"));
  const port = options.port ?? (await freePort());
  const settings = {
    port: String(port),
    bind: "127.0.0.1",
    save: "",
    appendonly: "no",
    "maxmemory-policy": options.maxmemoryPolicy ?? "noeviction",
    ...(options.password && { requirepass: options.password }),
    ...options.settings,
  };
  const server = spawn(
    program,
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    { cwd: folder, stdio: ["ignore", "pipe", "ignore"] },
  );
  const gone = once(server, "exit");
  await new Promise<void>((resolve, reject) => {
    let said = "";
    server.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("Ready to accept connections")) resolve();
    });
    void gone.then(() => reject(new Error(`Redis ended: ${said}`)));
  });
  return {
    port,
    url: `redis://${options.password ? `:${options.password}@` : ""}127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.kill("SIGKILL");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
