import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { describe, expect, it } from "vitest";
import { outgoing, part, rejection, startStage } from "./telegram-fixture.ts";
import { testCertificate, testKey } from "./telegram-tls.ts";

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

/** Takes a call over HTTPS, and breaks the line where its answer should be unless `answers`. */
const startSecure = async (answers: boolean) => {
  let calls = 0;
  const server = createSecureServer({ key: testKey, cert: testCertificate }, (request, response) => {
    request.resume().on("end", () => {
      calls += 1;
      if (answers) response.end(JSON.stringify({ ok: true, result: { message_id: 7, chat: { id: -1, username: "freethem" } } }));
      else request.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: () => calls,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};

/** Trusts the tests' certificate until it is disposed of. */
const trustTestCertificate = () => {
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, testCertificate]);
  return { [Symbol.dispose]: () => setDefaultCACertificates(before) };
};

describe("an encrypted connection to the Bot API", () => {
  it("is never opened to a server whose certificate nobody trusts", async () => {
    await using stage = await startStage();
    await using secure = await startSecure(true);
    const error = await rejection(stage.with({ apiRoot: secure.url }).publish(outgoing(part("Text"))));
    expect(error).toMatchObject({ kind: "unavailable", message: expect.stringContaining("CERT") as string });
    expect(secure.calls()).toBe(0);
  });

  it("carries a post", async () => {
    using _trust = trustTestCertificate();
    await using stage = await startStage();
    await using secure = await startSecure(true);
    expect(await stage.with({ apiRoot: secure.url }).publish(outgoing(part("Text")))).toEqual({ ref: "7", url: "https://t.me/freethem/7" });
  });

  it("leaves it open whether the post is out when it breaks after it stood", async () => {
    using _trust = trustTestCertificate();
    await using stage = await startStage();
    await using secure = await startSecure(false);
    expect((await rejection(stage.with({ apiRoot: secure.url }).publish(outgoing(part("Text"))))).kind).toBe("unknown-outcome");
    expect(secure.calls()).toBe(1);
  });
});
