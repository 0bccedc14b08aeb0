import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { App } from "../../src/app.ts";
import type { CommandIo } from "../../src/command-io.ts";
import { controlVersion, openSocketPath } from "../../src/control/control-socket.ts";
import { forwardCommand, reachWorker } from "../../src/control/forward-command.ts";
import { serveCommands, type RunCommandLine } from "../../src/control/serve-commands.ts";
import { createLog } from "../../src/log.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "rollcall-control-"));
});
afterEach(() => rm(folder, { recursive: true }));

const serve = (run: RunCommandLine): Promise<AsyncDisposable> =>
  serveCommands({ config: { dataFolder: folder, databaseUrl: undefined }, log: createLog("silent") } as unknown as App, run);

async function* nothing(): AsyncGenerator<Uint8Array> {}

const ask = async (input: AsyncIterable<Uint8Array> = nothing(), stop = new AbortController().signal) => {
  const printed: string[] = [];
  const complaints: string[] = [];
  const io: CommandIo = {
    print: (text) => void printed.push(text),
    json: (value) => void printed.push(JSON.stringify(value)),
    printJson: (json) => void printed.push(json),
    complain: (text) => void complaints.push(text),
    input,
  };
  const request = { arguments: ["status"], folder: "/", settings: {} };
  const code = await forwardCommand(folder, request, { io, stop, longestSilenceSeconds: 1 });
  return { code, printed, complaints };
};

/** A worker that is none: it does with each caller what is handed in. */
const pretend = async (withCaller: (socket: Socket) => void): Promise<AsyncDisposable> => {
  const at = await openSocketPath(folder);
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => {});
    withCaller(socket);
  });
  server.listen(at.path);
  await once(server, "listening");
  return {
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await at[Symbol.asyncDispose]();
    },
  };
};

const alive = '{"alive":true}\n';

test("a worker that says nothing is named as one that hangs, and the command ends", async () => {
  await using _worker = await pretend(() => {});
  expect(await ask()).toMatchObject({
    code: 1,
    complaints: [expect.stringMatching(/said nothing for 1 s: see whether it hangs, and start it again\.$/)],
  });
});

test("so is one that stops in the middle, and that something may be done is said", async () => {
  await using _worker = await pretend((socket) => socket.write(`${alive}{"out":"half"}\n`));
  expect(await ask()).toMatchObject({
    code: 1,
    printed: ["half"],
    complaints: [expect.stringMatching(/hangs.*may be done: `log` shows it/)],
  });
});

test.each([
  ["ends", (socket: Socket) => socket.end(`${alive}{"out":"ha`)],
  ["is killed", (socket: Socket) => socket.once("data", () => socket.write(alive, () => socket.destroy()))],
])("a worker that %s in the middle is one clear line", async (_how, end) => {
  await using _worker = await pretend(end);
  const { code, complaints } = await ask();
  expect(code).toBe(1);
  expect(complaints).toEqual([expect.stringMatching(/ended before it had answered: .*look at `log`/)]);
});

test("one that ends before it has begun has done nothing: the caller goes on as without it", async () => {
  await using _worker = await pretend((socket) => socket.destroy());
  expect(await ask()).toEqual({ code: null, printed: [], complaints: [] });
});

test.each([
  ["refuses the request", '{"exit":2}\n'],
  ["answers in another way", '{"hello":3}\n'],
  ["answers in no way", "what?\n"],
])("a worker of another version, which %s, is one clear line", async (_how, answer) => {
  await using _worker = await pretend((socket) => socket.write(answer));
  expect(await ask()).toEqual({ code: 1, printed: [], complaints: [expect.stringContaining("another version")] });
});

test("a caller of another version is told so", async () => {
  await using _worker = await serve(async () => 0);
  const socket = await reachWorker(folder);
  socket!.write('{"version":"0","arguments":["status"]}\n');
  const [answer] = (await once(socket!, "data")) as [Buffer];
  expect(answer.toString()).toMatch(/^{"complaint":".*another version.*"}\n{"exit":1}\n$/);
});

test("the socket of a killed worker is nobody, and the next worker takes its place", async () => {
  await writeFile(join(folder, "rollcall.sock"), "");
  expect((await ask()).code).toBe(null);
  await using _worker = await serve(async () => 7);
  expect((await ask()).code).toBe(7);
});

test("a folder with a long name is reached, and nothing is left where it was reached from", async () => {
  const before = await readdir(tmpdir());
  const deep = join(folder, "x".repeat(200));
  await mkdir(deep);
  const short = folder;
  folder = deep;
  {
    await using _worker = await serve(async () => 7);
    expect((await ask()).code).toBe(7);
  }
  expect(await readdir(deep)).toEqual([]);
  folder = short;
  expect((await readdir(tmpdir())).filter((name) => /^rollcall-\w{6}$/.test(name) && !before.includes(name))).toEqual([]);
});

test("standard input is read only where the command wants it, to its end, however long it is", async () => {
  const pieces = Array.from({ length: 50 }, (_, index) => Buffer.alloc(65_536, index));
  let read = 0;
  const input = (async function* () {
    for (const piece of pieces) {
      read += 1;
      yield piece;
    }
  })();
  await using _worker = await serve(async ({ io }) => {
    if (read > 0) return 9;
    const got: Uint8Array[] = [];
    for await (const piece of io.input) got.push(piece);
    io.print(String(Buffer.concat(got).equals(Buffer.concat(pieces))));
    return 0;
  });
  expect(await ask(input)).toEqual({ code: 0, printed: ["true"], complaints: [] });
});

test("who presses Ctrl-C is heard by the command, and by it alone; what it decides already it ends", async () => {
  const stop = new AbortController();
  await using _worker = await serve(async (asked) => {
    if (stop.signal.aborted) return 5;
    stop.abort();
    if (!asked.stop.aborted) await once(asked.stop, "abort");
    asked.io.print("decided");
    return 0;
  });
  expect(await ask(nothing(), stop.signal)).toEqual({ code: 0, printed: ["decided"], complaints: [] });
  expect((await ask()).code).toBe(5);
});

test("who is gone stops the command that waits for their input", async () => {
  const { promise: ended, resolve } = Promise.withResolvers<unknown>();
  await using _worker = await serve(async ({ io }) => {
    try {
      for await (const _piece of io.input);
      resolve("all of it");
    } catch (error) {
      resolve(error);
    }
    return 0;
  });
  const socket = await reachWorker(folder);
  socket!.write(`${JSON.stringify({ version: controlVersion, arguments: [], folder: "/", settings: {} })}\n`);
  await once(socket!, "data");
  socket!.destroy();
  expect(await ended).toMatchObject({ message: expect.stringContaining("nothing was done") });
});

test("a big answer comes whole", async () => {
  const big = "ж".repeat(5_000_000);
  await using _worker = await serve(async ({ io }) => {
    io.json(big);
    return 0;
  });
  expect((await ask()).printed).toEqual([JSON.stringify(big)]);
});
