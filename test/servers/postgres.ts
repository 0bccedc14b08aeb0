import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, globSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { madeFolderVariable } from "../made-database.ts";
import { freePort } from "./free-port.ts";

/** The folder of PostgreSQL's programs, or null where this machine has none; with `CI` set that is an error. */
export const findPostgres = (): string | null => {
  const debian = globSync("/usr/lib/postgresql/*/bin").sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
  const folders = [...debian, ...(process.env["PATH"] ?? "").split(delimiter)];
  const found = folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
  if (!found && process.env["CI"]) throw new Error("PostgreSQL must be installed where CI is set: apt-get install postgresql");
  return found ?? null;
};

export interface PostgresServer extends AsyncDisposable {
  /** An empty database of its own, with a password in its URL. */
  readonly url: string;
  /** Everything that it keeps. */
  readonly folder: string;
  /** One more empty database on the same server. */
  createDatabase(name: string): Promise<string>;
}

/** A new cluster, copied from the first that the run made, whose making takes ten times as long. */
const putCluster = (data: string, make: () => void): void => {
  const made = process.env[madeFolderVariable];
  const cluster = join(made ?? "", "cluster");
  // With its owner, who is not who runs the tests.
  const copy = (from: string, to: string) => execFileSync("cp", ["-a", from, to]);
  if (made !== undefined && existsSync(cluster)) {
    copy(cluster, data);
    return;
  }
  make();
  if (made === undefined) return;
  const copied = mkdtempSync(join(made, "cluster-"));
  copy(data, join(copied, "data"));
  try {
    renameSync(join(copied, "data"), cluster);
  } catch {
    // Another process made one at the same time.
  }
};

/** A real PostgreSQL in a temporary folder, on 127.0.0.1. */
export const startPostgres = async (): Promise<PostgresServer> => {
  const programs = findPostgres();
  if (!programs) throw new Error("PostgreSQL is not installed.");
  const folder = mkdtempSync(join(tmpdir(), "rollcall-postgres-"));
  const user = whoMayRun();
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const port = await freePort();
  putCluster(data, () => {
    const settings = ["-D", data, "-U", "rollcall", "--auth=trust", "--no-sync", "-E", "UTF8"];
    execFileSync(join(programs, "initdb"), settings, { ...user, cwd: folder, stdio: "ignore" });
  });
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: folder,
    fsync: "off",
    max_connections: "400",
    timezone: "Asia/Kathmandu",
  };
  const server = spawn(
    join(programs, "postgres"),
    ["-D", data, "-p", String(port), ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...user, cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
  );
  const gone = once(server, "exit");
  await new Promise<void>((resolve, reject) => {
    let said = "";
    server.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("ready to accept connections")) resolve();
    });
    void gone.then(() => reject(new Error(`PostgreSQL ended: ${said}`)));
  });
  const urlOf = (database: string) => `postgres://rollcall:local-secret@127.0.0.1:${port}/${database}`;
  const createDatabase = async (name: string): Promise<string> => {
    const { default: pg } = await import("pg");
    const client = new pg.Client(urlOf("postgres"));
    await client.connect();
    await client.query(`create database "${name}"`);
    await client.end();
    return urlOf(name);
  };
  return {
    url: await createDatabase("rollcall"),
    folder,
    createDatabase,
    [Symbol.asyncDispose]: async () => {
      server.kill("SIGINT");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** PostgreSQL refuses to run as root. */
const whoMayRun = (): { uid: number; gid: number } | null => {
  if (process.getuid?.() !== 0) return null;
  const idOf = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
};
