import { createHmac, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Agent, type AppBskyFeedPost } from "@atproto/api";
import { PDS } from "@atproto/pds";
import { Database, PlcServer } from "@did-plc/server";
import { freePort } from "./free-port.ts";

export interface PdsAccount {
  readonly did: string;
  readonly handle: string;
  readonly password: string;
  readonly appPassword: string;
}

interface PdsPost {
  readonly uri: string;
  readonly cid: string;
  readonly value: AppBskyFeedPost.Record;
}

/** The real Bluesky server, alone in the world, on 127.0.0.1. */
export interface Pds extends AsyncDisposable {
  readonly url: string;
  /** Makes `<name>.test` with an app password. */
  createAccount(name: string): Promise<PdsAccount>;
  /** In the order of their keys, the oldest first. */
  posts(did: string): Promise<PdsPost[]>;
  /** The repository's revision: another one after every commit. */
  revision(did: string): Promise<string>;
  /** The calls seen so far of one method, `com.atproto.server.createSession`. */
  calls(method: string): number;
  /** An SDK agent signed in with the account's main password; its login is not in `calls`. */
  agent(account: PdsAccount): Promise<Agent>;
  /** An access token as this server makes them, which ran out a minute ago. */
  expiredAccessToken(account: PdsAccount): string;
}

/** Both servers listen on every interface unless told otherwise, and neither can be told. */
const onLoopback = async <T>(start: () => Promise<T>): Promise<T> => {
  // oxlint-disable-next-line typescript/unbound-method -- put back below, and called with its own `this`
  const { listen } = Server.prototype;
  Server.prototype.listen = function listenOnLoopback(this: Server, ...options: unknown[]) {
    const [port, ...rest] = options;
    const given = typeof port === "number" && typeof rest[0] !== "string" ? [port, "127.0.0.1", ...rest] : options;
    return Reflect.apply(listen, this, given);
  } as typeof listen;
  try {
    return await start();
  } finally {
    Server.prototype.listen = listen;
  }
};

const secret = (): string => randomBytes(24).toString("hex");

export const startPds = async (): Promise<Pds> => {
  await using closing = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "rollcall-pds-"));
  closing.defer(() => rm(folder, { recursive: true, force: true }));

  const plcPort = await freePort();
  const plc = PlcServer.create({ db: Database.mock(), port: plcPort });
  await onLoopback(() => plc.start());
  closing.defer(() => plc.destroy());

  const port = await freePort();
  const jwtSecret = secret();
  const pds = await PDS.fromEnv({
    devMode: true,
    port,
    hostname: "localhost",
    dataDirectory: folder,
    blobstoreDiskLocation: join(folder, "blobs"),
    blobstoreDiskTmpLocation: join(folder, "blobs-tmp"),
    didPlcUrl: `http://127.0.0.1:${plcPort}`,
    serviceHandleDomains: [".test"],
    inviteRequired: false,
    disableSsrfProtection: true,
    rateLimitsEnabled: true,
    jwtSecret,
    adminPassword: secret(),
    plcRotationKeyK256PrivateKeyHex: randomBytes(32).toString("hex"),
  });
  closing.defer(() => pds.destroy());
  const counts = new Map<string, number>();
  const server = await onLoopback(() => pds.start());
  server.on("request", ({ url = "", headers }: { url?: string; headers: Record<string, unknown> }) => {
    const [path = ""] = url.split("?");
    if (headers["x-from-test"] === undefined) counts.set(path, (counts.get(path) ?? 0) + 1);
  });
  const url = `http://127.0.0.1:${port}`;

  const anonymous = new Agent({ service: url, headers: { "x-from-test": "1" } });
  const signIn = async ({ handle, password }: Pick<PdsAccount, "handle" | "password">): Promise<Agent> => {
    const { data } = await anonymous.com.atproto.server.createSession({ identifier: handle, password });
    return new Agent({ service: url, headers: { "x-from-test": "1", authorization: `Bearer ${data.accessJwt}` } });
  };

  const createAccount = async (name: string): Promise<PdsAccount> => {
    const handle = `${name}.test`;
    const password = secret();
    const { data } = await anonymous.com.atproto.server.createAccount({ handle, password, email: `${name}@example.org` });
    const agent = await signIn({ handle, password });
    const { data: created } = await agent.com.atproto.server.createAppPassword({ name: "rollcall" });
    return { did: data.did, handle, password, appPassword: created.password };
  };

  const posts = async (did: string): Promise<PdsPost[]> => {
    const { data } = await anonymous.com.atproto.repo.listRecords({ repo: did, collection: "app.bsky.feed.post", limit: 100 });
    return data.records
      .map(({ uri, cid, value }) => ({ uri, cid, value: value as AppBskyFeedPost.Record }))
      .sort((one, other) => (one.uri < other.uri ? -1 : 1));
  };

  const expiredAccessToken = ({ did }: PdsAccount): string => {
    const now = Math.floor(Date.now() / 1000);
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = { scope: "com.atproto.appPass", aud: pds.ctx.cfg.service.did, sub: did, iat: now - 7260, exp: now - 60 };
    const signed = `${encode({ typ: "at+jwt", alg: "HS256" })}.${encode(claims)}`;
    return `${signed}.${createHmac("sha256", jwtSecret).update(signed).digest("base64url")}`;
  };

  const open = closing.move();
  return {
    url,
    createAccount,
    posts,
    revision: async (did) => (await anonymous.com.atproto.sync.getLatestCommit({ did })).data.rev,
    calls: (method) => counts.get(`/xrpc/${method}`) ?? 0,
    agent: signIn,
    expiredAccessToken,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
};
