import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { outgoing, part, startStage } from "./telegram-fixture.ts";

/** Takes everything for a message that went well, and remembers who asked for what. */
const startAgreeable = async () => {
  const paths: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    paths.push(request.url ?? "");
    sockets.add(request.socket);
    request.resume().on("end", () => response.end(JSON.stringify({ ok: true, result: { message_id: 7, chat: { id: -1 } } })));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    paths,
    sockets,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};

describe("the connection to the Bot API", () => {
  it("goes to a server of the operator's own, below a path too", async () => {
    await using stage = await startStage();
    await using agreeable = await startAgreeable();
    for (const apiRoot of [agreeable.url, `${agreeable.url}/`, `${agreeable.url}/behind/proxy`, `${agreeable.url}/behind/proxy/`]) {
      await stage.with({ apiRoot }).publish(outgoing(part("Text")));
    }
    const call = `/bot${stage.server.token}/sendMessage`;
    expect(agreeable.paths).toEqual([call, call, `/behind/proxy${call}`, `/behind/proxy${call}`]);
  });

  it("is a new one for each call, so that none is closed under a post", async () => {
    await using stage = await startStage();
    await using agreeable = await startAgreeable();
    const publisher = stage.with({ apiRoot: agreeable.url });
    for (let count = 0; count < 3; count += 1) await publisher.publish(outgoing(part("Text")));
    expect(agreeable.sockets.size).toBe(3);
    await expect.poll(() => [...agreeable.sockets].every((socket) => socket.destroyed)).toBe(true);
  });
});
