import { pino, type Logger } from "pino";
import type { LogLevel } from "./config.ts";
import { createSecretFinder } from "./secrets.ts";

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

const censor = "[kept out of the log]";

/**
 * JSON lines on standard error; standard output belongs to the commands.
 * Of an error only its kind and its message are logged, never the request it came from: SDKs hang tokens and texts on theirs.
 * A line that has one of the secrets in it all the same, or a piece of it, is left out but for its level and time.
 */
export const createLog = (level: LogLevel, secrets: readonly string[] = []): Log => {
  const hasSecret = createSecretFinder(secrets);
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor },
      serializers: { err: describeError },
      hooks: {
        streamWrite: (line) => {
          if (!hasSecret(line)) return line;
          const { level: itsLevel, time } = JSON.parse(line) as { level: string; time: string };
          return `${JSON.stringify({ level: itsLevel, time, msg: censor })}\n`;
        },
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
};

const describeError = (error: unknown): unknown =>
  error instanceof Error
    ? { name: error.name, message: error.message, ...("kind" in error ? { kind: error.kind } : {}) }
    : { message: "not an error object" };
