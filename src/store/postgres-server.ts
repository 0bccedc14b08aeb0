import { passwordsOf } from "../config.ts";
import { createSecretFinder } from "../secrets.ts";
import { UserError } from "../user-error.ts";
import { searchPath, type SessionPool } from "./session-pool.ts";
import { temporalParsers } from "./temporal-values.ts";

/** Connects to a PostgreSQL server and tries the connection once. Throws `UserError` without the password where that fails. */
export const openPostgresServer = async (databaseUrl: string): Promise<SessionPool> => {
  const { url, options, where } = readUrl(databaseUrl);
  const { default: pg } = await import("pg");
  const pool = new pg.Pool({
    connectionString: url,
    options,
    application_name: "rollcall",
    // Each worker of the queue keeps one for its notifications.
    max: 16,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    types: { getTypeParser: (oid, format) => temporalParsers[oid] ?? pg.types.getTypeParser(oid, format) },
  });
  // Every queue and worker listens for errors.
  pool.setMaxListeners(0);
  // A server that goes away breaks idle clients; the pool makes new ones, and an `error` nobody listens for would end the process.
  pool.on("error", () => undefined);
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw new UserError(`The database at ${where} ${reasonOf(error, passwordsOf(databaseUrl))}: check DATABASE_URL.`, {
      cause: withoutSecrets(error, passwordsOf(databaseUrl)),
    });
  }
  return pool;
};

/** Of libpq's modes, those that encrypt without asking whom they speak to, or not always. */
const laxSslModes = new Set(["prefer", "require", "verify-ca"]);

/** What `pg` reads from the URL wins over what it is given beside it, so the options of both are put together here. */
const readUrl = (databaseUrl: string): { url: string; options: string; where: string } => {
  const url = URL.parse(databaseUrl);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol))
    throw new UserError("DATABASE_URL cannot be read: it looks like postgres://user:password@host:5432/database.");
  const theirs = url.searchParams.get("options");
  url.searchParams.delete("options");
  // `pg` takes them for `verify-full`, and warns on standard error that it may not always do so.
  if (laxSslModes.has(url.searchParams.get("sslmode") ?? "") && url.searchParams.get("uselibpqcompat") !== "true")
    url.searchParams.set("sslmode", "verify-full");
  const ours = `-c search_path=${searchPath} -c timezone=UTC`;
  const host = url.host || url.searchParams.get("host") || "localhost";
  return { url: url.href, options: theirs ? `${theirs} ${ours}` : ours, where: `${host}${url.pathname}` };
};

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "does not answer (connection refused)",
  ECONNRESET: "does not answer (connection reset)",
  ETIMEDOUT: "does not answer (timed out)",
  ENOENT: "does not answer (no such socket)",
  ENOTFOUND: "cannot be found (unknown host)",
  EAI_AGAIN: "cannot be found (the name server does not answer)",
  SELF_SIGNED_CERT_IN_CHAIN: "shows a certificate that this machine does not trust (add sslrootcert=FILE with its authority's)",
  DEPTH_ZERO_SELF_SIGNED_CERT: "shows a certificate that this machine does not trust (add sslrootcert=FILE with it)",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "shows a certificate that this machine does not trust (add sslrootcert=FILE with its authority's)",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "shows a certificate that this machine does not trust (add sslrootcert=FILE with its authority's)",
  ERR_TLS_CERT_ALTNAME_INVALID: "shows a certificate for another host name",
  CERT_HAS_EXPIRED: "shows a certificate that has expired",
  "28P01": "refuses the password",
  "28000": "refuses this user",
  "3D000": "does not exist on that server",
  "53300": "has no free connection",
  "57P03": "is still starting",
};

/** A server, or what stands in its place, may quote the password that it was given. */
const wordsOf = (error: unknown, passwords: readonly string[]): string => {
  const { code, message } = error as { code?: string; message?: string };
  return (createSecretFinder(passwords)(message ?? "") ? code : message || code) || "no reason given";
};

const reasonOf = (error: unknown, passwords: readonly string[]): string => {
  const { code } = error as { code?: string };
  return (code && reasons[code]) ?? `cannot be opened (${wordsOf(error, passwords)})`;
};

// `pg` keeps the client with its password in some errors' fields.
const withoutSecrets = (error: unknown, passwords: readonly string[]): Error => {
  const { code } = error as { code?: string };
  return Object.assign(new Error(wordsOf(error, passwords)), { code });
};
