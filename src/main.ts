/** What a person waits at most after Ctrl-C. Whatever is cut off then is taken up again at the next start: the ledger knows it. */
const longestEndMs = 4500;

const stop = new AbortController();
// Before anything else is loaded, so that Ctrl-C ends it cleanly from the first moment on.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) return;
    stop.abort();
    setTimeout(() => process.exit(0), longestEndMs).unref();
  });
}
// Whoever reads our output may stop reading: `plan | head` is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
// A last net: what nobody awaited must not end in a stack trace, and a worker in an unknown state must not go on.
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => {
    if (stop.signal.aborted) return;
    process.stderr.write(`This is a fault of Rollcall, please report it: ${error instanceof Error ? error.message : "no message"}\n`);
    process.exit(1);
  });
}

const { runProcess } = await import("./run-process.ts");
const code = await runProcess(process.argv.slice(2), stop.signal);
process.stdout.write("", () => process.exit(code));
