import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { createTelegramPublisher } from "../../src/networks/telegram/telegram-publisher.ts";
import { movableClock, outgoing, part, rejection } from "./telegram-fixture.ts";

const startProcess = async () => {
  const child = spawn(process.execPath, ["test/servers/telegram/main.ts", "0", "freethem"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const { url, token, channel } = JSON.parse(line) as { url: string; token: string; channel: string };
  const control = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/-/${path}`, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });
    return response.json();
  };
  return {
    publisher: createTelegramPublisher({ account: "telegram", token, channel, apiRoot: url, clock: movableClock() }),
    control,
    [Symbol.asyncDispose]: async () => {
      const exit = once(child, "exit");
      child.kill("SIGTERM");
      expect((await exit)[0]).toBe(0);
    },
  };
};

describe("the Bot API's server as a process of its own", () => {
  it("is told over HTTP what to break, and tells what it has", async () => {
    await using server = await startProcess();
    await server.control("faults", { failure: { kind: "cut" }, takesEffect: true });
    expect((await rejection(server.publisher.publish(outgoing(part("Lost"))))).kind).toBe("unknown-outcome");
    await server.publisher.publish(outgoing(part("Found")));
    expect(await server.control("posts?chat=@freethem")).toMatchObject([{ text: "Lost" }, { text: "Found" }]);
    expect(await server.control("requests")).toHaveLength(2);
    await server.control("flood-wait", { seconds: 60 });
    expect((await rejection(server.publisher.publish(outgoing(part("Waits"))))).kind).toBe("rate-limit");
  });
});

describe("the Telegram publisher", () => {
  it("loads no SDK before it has something to send", async () => {
    const script = `
      import { createTelegramPublisher } from "./src/networks/telegram/telegram-publisher.ts";
      import { createOutbox } from "./src/networks/outbox.ts";
      const publisher = createTelegramPublisher({ account: "a", token: "", channel: "", clock: () => Temporal.Now.instant() });
      await publisher.limits();
      await publisher.check();
      const { Module } = await import("node:module");
      console.log(Object.keys(Module._cache).filter((path) => path.includes("telegraf")).length, typeof createOutbox);
    `;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    expect(line).toBe("0 function");
  });
});
