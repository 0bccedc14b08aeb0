import { isatty } from "node:tty";
import { describeCrash } from "./describe-crash.ts";
import { createReloadRequests } from "./reload-requests.ts";

/** What a person waits at most after Ctrl-C. Whatever is cut off then is taken up again at the next start: the ledger knows it. */
const longestEndMs = 4500;

const isWorker = process.argv[2] === "start";
const stop = new AbortController();
const end = (): void => {
  if (stop.signal.aborted) return;
  stop.abort();
  setTimeout(() => {
    if (isWorker) process.exit(0);
    process.stderr.write("Interrupted: what the command had begun may be done, and `log` shows it.\n");
    process.exit(130);
  }, longestEndMs).unref();
};

const terminals = [0, 1, 2].filter((descriptor) => isatty(descriptor));
/** A window that was closed takes its terminal along: what stays of it is no terminal any more. */
const terminalIsGone = (): boolean => terminals.some((descriptor) => !isatty(descriptor));

const reload = createReloadRequests();

// Before anything else is loaded, so that Ctrl-C ends it cleanly from the first moment on.
process.on("SIGINT", end);
process.on("SIGTERM", end);
// To whoever closes the window it means the end, to an operator of a service that its content is to be read again.
process.on("SIGHUP", () => {
  // Only the worker goes on and on; what it is asked before it listens, it hears then.
  if (isWorker && !terminalIsGone()) reload.request();
  else end();
});
const outputFailed = (error: NodeJS.ErrnoException): void => {
  // Whoever reads our output may stop reading: `plan | head` is no fault.
  if (error.code === "EPIPE") process.exit(0);
  if (terminalIsGone()) {
    end();
    return;
  }
  process.stderr.write(`${describeCrash(error)}\n`);
  process.exit(1);
};
process.stdout.on("error", outputFailed);
// A last net: what nobody awaited must not end in a stack trace, and a worker in an unknown state must not go on.
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => {
    if (stop.signal.aborted) return;
    process.stderr.write(`${describeCrash(error)}\n`);
    process.exit(1);
  });
}

const { runProcess } = await import("./run-process.ts");
const { createProcessIo } = await import("./process-io.ts");
const io = createProcessIo(stop.signal);
const code = await runProcess(process.argv.slice(2), { io, stop: stop.signal, reload, folder: process.cwd() });
process.stdout.write("", (error) => {
  // The last words of a command may fail just here, before anybody is told.
  if (error) outputFailed(error);
  process.exit(code);
});
