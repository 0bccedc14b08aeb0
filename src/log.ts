import { pino, type Logger } from "pino";
import type { LogLevel } from "./config.ts";

export type Log = Logger;

/** Keys that hold secrets or people's words, wherever an object that is logged has them. */
const secretKeys = [
  "token",
  "password",
  "appPassword",
  "accessJwt",
  "refreshJwt",
  "session",
  "authorization",
  "text",
  "caption",
  "databaseUrl",
  "redisUrl",
];

/**
 * JSON lines on standard error; standard output belongs to the commands.
 * Of an error only its kind and its message are logged, never the request it came from: SDKs hang tokens and texts on theirs.
 */
export const createLog = (level: LogLevel): Log =>
  pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[kept out of the log]" },
      serializers: { err: describeError },
    },
    pino.destination({ dest: 2, sync: true }),
  );

const describeError = (error: unknown): unknown =>
  error instanceof Error
    ? { name: error.name, message: error.message, ...("kind" in error ? { kind: error.kind } : {}) }
    : { message: "not an error object" };
