import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaultLimits, networks } from "../../src/compose/limits.ts";
import type { Outgoing, Published } from "../../src/delivery/publisher.ts";
import { outgoing as part } from "./bluesky-fixture.ts";
import { publishFailure } from "./publisher-failure.ts";
import { openStage, outboxOf, type PublisherStage } from "./publisher-stages.ts";

const words = "Марыя Калеснікава: a sentence that no error repeats";

const failure = (promise: Promise<unknown>, secrets: readonly string[]) => publishFailure(promise, [...secrets, words]);

describe.each(networks)("the publisher for %s", (network) => {
  let stage: PublisherStage;
  const outgoing = (text: string, more: Partial<Outgoing> = {}): Outgoing =>
    part(text, { deliveryId: `2026-12-01/profile/maria@${network}`, ...more });

  beforeEach(async () => {
    stage = await openStage[network]();
  });
  afterEach(() => stage?.[Symbol.asyncDispose]());

  it("says whose it is, and makes no call before it is used", async () => {
    const publisher = stage.publisher();
    expect(publisher).toMatchObject({ network, account: network, live: true });
    await publisher[Symbol.asyncDispose]();
    expect(stage.proxy.requests).toEqual([]);
  });

  it("publishes a text once and says where it is", async () => {
    const published = await stage.publisher().publish(outgoing(words));
    expect(await stage.posts()).toEqual([{ ref: published.ref, text: words, replyTo: null }]);
    expect(published.url).toMatch(/^https?:\/\//);
    expect(JSON.parse(JSON.stringify(published))).toEqual(published);
  });

  it("publishes a thread in order, each part answering the one before", async () => {
    const publisher = stage.publisher();
    const texts = ["Name (1/3)", "Years (2/3)", "Freedom (3/3)"];
    const out: Published[] = [];
    for (const [index, text] of texts.entries()) {
      const [root] = out;
      const parent = out.at(-1);
      out.push(await publisher.publish(outgoing(text, { index, thread: root && parent ? { root, parent } : null })));
      stage.rest();
    }
    const refs = out.map(({ ref }) => ref);
    expect(await stage.posts()).toEqual(
      texts.map((text, index) => ({ ref: refs[index], text, replyTo: index === 0 ? null : refs[index - 1] })),
    );
  });

  it("calls a server that is away unavailable", async () => {
    const publisher = await stage.unreachable();
    expect((await failure(publisher.publish(outgoing(words)), stage.secrets)).kind).toBe("unavailable");
    expect(await publisher.check()).toEqual({ ok: false, message: expect.stringMatching(/^[^\n]{20,400}$/) as string });
    expect(await publisher.limits()).toEqual(defaultLimits[network]);
  });

  it("calls wrong credentials a matter of credentials", async () => {
    const publisher = stage.withWrongCredentials();
    expect((await failure(publisher.publish(outgoing(words)), stage.secrets)).kind).toBe("auth");
    const check = await publisher.check();
    expect(check).toEqual({ ok: false, message: expect.stringMatching(/^[^\n]{20,400}$/) as string });
    for (const secret of stage.secrets) expect(check.message).not.toContain(secret);
    expect(await stage.posts()).toEqual([]);
  });

  it("says who is signed in, publishing nothing", async () => {
    const check = await stage.publisher().check();
    expect(check).toEqual({ ok: true, message: expect.stringMatching(/^[^\n]{10,400}$/) as string });
    for (const secret of stage.secrets) expect(check.message).not.toContain(secret);
    expect(await stage.posts()).toEqual([]);
  });

  it("is in doubt after a lost answer, and ends with one post", async () => {
    const publisher = stage.publisher();
    stage.proxy.next(stage.publishPath, { kind: "cut-after" });
    expect((await failure(publisher.publish(outgoing(words)), stage.secrets)).kind).toBe("unknown-outcome");
    const [post, ...others] = await stage.posts();
    expect(others).toEqual([]);
    stage.rest();
    const recovery = await publisher.recover(outgoing(words));
    if (recovery === "send-again") await publisher.publish(outgoing(words));
    expect(["unknown", "send-again", post?.ref]).toContain(typeof recovery === "string" ? recovery : recovery.ref);
    expect(await stage.posts()).toEqual([post]);
  });

  it("holds no connection once it is closed", async () => {
    const publisher = stage.publisher();
    await publisher.check();
    await publisher.publish(outgoing(words));
    await publisher[Symbol.asyncDispose]();
    await expect.poll(() => stage.proxy.connections(), { timeout: 2_000 }).toBe(0);
  });
});

describe.each(networks)("the outbox for %s", (network) => {
  it("takes a post and sends nothing, whatever is asked", async () => {
    await using outbox = outboxOf(network);
    expect(outbox).toMatchObject({ network, account: network, live: false });
    const first = await outbox.publish(part(words));
    const second = await outbox.publish(part(words, { index: 1, thread: { root: first, parent: first } }));
    expect(first.ref).not.toBe(second.ref);
    expect([first.url, second.url]).toEqual([null, null]);
    expect(await outbox.recover(part(words))).toBe("send-again");
    expect(await outbox.limits()).toEqual(defaultLimits[network]);
    expect(await outbox.check()).toMatchObject({ ok: true });
  });
});
