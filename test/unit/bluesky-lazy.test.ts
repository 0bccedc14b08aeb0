import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

it("making a Bluesky publisher loads neither the SDK nor an HTTP client", async () => {
  const script = `
    import { registerHooks } from "node:module";
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    const { createBlueskyPublisher } = await import("./src/networks/bluesky/bluesky-publisher.ts");
    const sessions = { read: async () => null, write: async () => {} };
    const publisher = createBlueskyPublisher({ account: "a", service: "https://bsky.social", handle: "a.test", appPassword: "x", sessions, clock: () => Temporal.Now.instant() });
    await publisher.limits();
    await publisher[Symbol.asyncDispose]();
    console.log(JSON.stringify(loaded));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
  const loaded = JSON.parse(stdout) as string[];
  expect(loaded.some((url) => url.endsWith("/src/networks/bluesky/bluesky-publisher.ts"))).toBe(true);
  expect(loaded.filter((url) => url.includes("node_modules"))).toEqual([]);
});
