import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { loadEnvFile } from "node:process";
import type { AccountSettings } from "./campaign/campaign-settings.ts";
import type { Network } from "./compose/limits.ts";
import { UserError } from "./user-error.ts";

export interface Config {
  readonly contentFolder: string;
  readonly dataFolder: string;
  /** Without it the database is embedded, in `dataFolder`. */
  readonly databaseUrl: string | undefined;
  /** Without it the queue rides on the database. */
  readonly redisUrl: string | undefined;
  readonly logLevel: LogLevel;
  /** Every password and token of the environment that is long enough not to be a word, for whoever must keep them out of what is said. */
  readonly secrets: readonly string[];
  /** For processes of our own that need no credentials: the variables that Node itself goes by. */
  readonly plainEnvironment: Readonly<Record<string, string>>;
  /** The value of an account's variable, such as `BLUESKY_HANDLE`; undefined where it is not set or empty. */
  variable(name: string): string | undefined;
}

const plainVariables = ["PATH", "HOME", "NODE_COMPILE_CACHE", "MALLOC_ARENA_MAX"];

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** What each network needs before anything is sent; an account that lacks one of them rehearses. */
const neededVariables: Readonly<Record<Network, readonly string[]>> = {
  bluesky: ["HANDLE", "APP_PASSWORD"],
  mastodon: ["URL", "TOKEN"],
  telegram: ["TOKEN", "CHANNEL"],
};

const optionalVariables: Readonly<Record<Network, readonly string[]>> = {
  bluesky: ["SERVICE"],
  mastodon: [],
  telegram: ["API_ROOT", "PAGE_ROOT"],
};

function neededVariableNames(): Set<string> {
  return new Set([neededVariables, optionalVariables].flatMap((ofNetworks) => Object.values(ofNetworks).flat()));
}

/** One account of the campaign with what the environment knows about it. */
export interface Account {
  readonly id: string;
  readonly network: Network;
  /** BCP 47; what it posts in. */
  readonly language: string;
  /** The first part of its variables' names: `BLUESKY`. */
  readonly prefix: string;
  /** By the variable's name without its prefix: `HANDLE`. */
  readonly credentials: ReadonlyMap<string, string>;
  /** Full names of the variables that are not set: `BLUESKY_APP_PASSWORD`. Empty for an account that can post. */
  readonly missing: readonly string[];
}

/** Reads the environment, and `.env` beside the current folder where there is one. The only reader of `process.env`. */
export const readConfig = (options: { content?: string | undefined } = {}): Config => {
  if (existsSync(".env")) loadEnvFile(".env");
  // Libraries print what they send under it, and what is sent to a reader is nobody's to read.
  delete process.env["DEBUG"];
  // As it is now: what a process goes by does not change under it.
  const environment = { ...process.env };
  const variable = (name: string): string | undefined => environment[name]?.trim() || undefined;

  const logLevel = variable("LOG_LEVEL") ?? "info";
  if (!isLogLevel(logLevel)) throw new UserError(`LOG_LEVEL is ${logLevel}: set it to one of ${logLevels.join(", ")}.`);
  const databaseUrl = readUrl("DATABASE_URL", variable("DATABASE_URL"), ["postgres:", "postgresql:"]);
  const redisUrl = readUrl("REDIS_URL", variable("REDIS_URL"), ["redis:", "rediss:"]);
  if (redisUrl !== undefined && databaseUrl === undefined) {
    throw new UserError(
      "REDIS_URL is set without DATABASE_URL: many workers need one PostgreSQL database. Set DATABASE_URL too, or neither.",
    );
  }
  return {
    contentFolder: resolve(options.content ?? variable("CONTENT_DIR") ?? "content"),
    dataFolder: resolve(variable("DATA_DIR") ?? "data"),
    databaseUrl,
    redisUrl,
    logLevel,
    secrets: [...secretVariables(), ...[databaseUrl, redisUrl].flatMap(passwordsOf)].filter(({ length }) => length >= shortestSecret),
    plainEnvironment: Object.fromEntries(
      plainVariables.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    ),
    variable,
  };
};

const shortestSecret = 12;

const accountVariable = new RegExp(`_(${[...neededVariableNames()].join("|")})$`);

/** Every variable of the environment that is an account's by its name, whatever accounts the campaign has. Reads no `.env`. */
export const accountVariables = (): Map<string, string> =>
  new Map(
    Object.entries(process.env).flatMap(([name, value = ""]) =>
      accountVariable.test(name) && value.trim() !== "" ? [[name, value.trim()]] : [],
    ),
  );

const secretVariables = (): string[] =>
  Object.entries(process.env).flatMap(([name, value = ""]) => {
    // One list of several, each beside the server that it is of.
    if (name === "TRACK_MASTODON_TOKENS") return value.split(",").map((each) => each.slice(each.indexOf("=") + 1).trim());
    return /_(APP_PASSWORD|TOKEN|WEBHOOK_SECRET)$/.test(name) && value.trim() !== "" ? [value.trim()] : [];
  });

/** As it is written in an address, and as it is meant. */
export const passwordsOf = (address: string | undefined): string[] => {
  const password = address === undefined ? "" : (URL.parse(address)?.password ?? "");
  if (password === "") return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
};

const isLogLevel = (level: string): level is LogLevel => (logLevels as readonly string[]).includes(level);

const readUrl = (name: string, value: string | undefined, protocols: readonly string[]): string | undefined => {
  if (value === undefined) return undefined;
  const protocol = URL.canParse(value) ? new URL(value).protocol : "";
  if (protocols.includes(protocol)) return value;
  // The value itself may hold a password, so it is not repeated.
  throw new UserError(`${name} is not an address that can be used: it must begin with ${protocols[0]}//.`);
};

export const readAccount = (settings: AccountSettings, config: Config): Account => {
  const prefix = settings.prefix ?? settings.network.toUpperCase();
  const needed = neededVariables[settings.network];
  const credentials = new Map<string, string>();
  for (const name of [...needed, ...optionalVariables[settings.network]]) {
    const value = config.variable(`${prefix}_${name}`);
    if (value !== undefined) credentials.set(name, value);
  }
  const missing = needed.filter((name) => !credentials.has(name)).map((name) => `${prefix}_${name}`);
  return { id: settings.id, network: settings.network, language: settings.language, prefix, credentials, missing };
};
