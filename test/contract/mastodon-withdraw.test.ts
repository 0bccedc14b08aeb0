import { describe, expect, it } from "vitest";
import { createMastodonPublisher } from "../../src/networks/mastodon/mastodon-publisher.ts";
import { outgoing, picture } from "../servers/mastodon/outgoing.ts";
import { type MastodonServer, startMastodonServer } from "../servers/mastodon/server.ts";

const now = Temporal.Instant.from("2026-12-01T12:00:30Z");
const clock = () => now;
const neutral = async () => ({ text: "This post has been taken back.", picture: "/nowhere/neutral.png" });

const publisherFor = (server: MastodonServer, token = server.token) =>
  createMastodonPublisher({ account: "mastodon", url: server.url, token, clock, timeoutMs: 5_000, pause: async () => {} });

describe("taking a status back", () => {
  it("takes its pictures off the server too", async () => {
    await using server = await startMastodonServer({ clock });
    await using publisher = publisherFor(server);
    const published = await publisher.publish(outgoing("Марыя", { media: [await picture("A card with a name")] }));
    expect(server.media.size).toBe(1);
    expect(await publisher.withdraw(published, neutral)).toBe("deleted");
    expect([server.statuses.size, server.media.size]).toEqual([0, 0]);
  });

  it("waits for the server's limit of 30 in half an hour, and goes on then", async () => {
    await using server = await startMastodonServer({ clock });
    await using publisher = publisherFor(server);
    for (let count = 0; count < 30; count += 1) {
      const { id } = server.addStatus({ text: `Post ${count}` });
      expect(await publisher.withdraw({ ref: id, url: null }, neutral)).toBe("deleted");
    }
    const { id } = server.addStatus({ text: "One more" });
    const asked = publisher.withdraw({ ref: id, url: null }, neutral);
    // Windows begin at multiples of half an hour; it is half a minute past one.
    await expect(asked).rejects.toMatchObject({ kind: "rate-limit", retryAfterMs: (30 * 60 - 30) * 1000 });
    expect(server.statuses.size).toBe(1);
  });

  it("never calls a post gone that belongs to another account than the token's", async () => {
    const account = (id: string, username: string) => ({
      token: `token-of-${username}`,
      account: { id, username },
      scopes: ["read", "write"],
    });
    await using server = await startMastodonServer({ clock, tokens: [account("109", "campaign"), account("110", "other")] });
    await using publisher = publisherFor(server);
    await using other = publisherFor(server, "token-of-other");
    const published = await publisher.publish(outgoing("Марыя"));
    await expect(other.withdraw(published, neutral)).rejects.toMatchObject({
      kind: "rejected",
      message: expect.stringContaining("another account") as string,
    });
    expect(server.statuses.size).toBe(1);
    expect(await publisher.withdraw(published, neutral)).toBe("deleted");
    expect(await other.withdraw(published, neutral)).toBe("deleted");
  });

  it("takes no other 404 than the server's own for a post that is gone", async () => {
    await using server = await startMastodonServer({ clock });
    await using publisher = publisherFor(server);
    const published = await publisher.publish(outgoing("Марыя"));
    for (const answer of [{ html: true }, { body: "{}" }, { body: "null" }, { body: "" }]) {
      server.fail({ when: "before", method: "DELETE", answer: { kind: "answer", status: 404, ...answer } });
      await expect(publisher.withdraw(published, neutral)).rejects.toMatchObject({ kind: "unavailable" });
    }
    expect(server.statuses.size).toBe(1);
  });

  it.each([422, 400])("asks for a person's hand where the server refuses with %i", async (status) => {
    await using server = await startMastodonServer({ clock });
    await using publisher = publisherFor(server);
    server.fail({ when: "before", method: "DELETE", answer: { kind: "answer", status } });
    const error = publisher.withdraw({ ref: "1", url: null }, neutral);
    await expect(error).rejects.toMatchObject({ kind: "rejected", message: expect.stringContaining("by hand") as string });
  });
});

describe("a link to a status", () => {
  const publisher = createMastodonPublisher({ account: "mastodon", url: "mastodon.example", token: "t", clock });
  const id = "115640123456789012";

  it.each([
    `https://mastodon.example/@campaign/${id}`,
    `https://mastodon.example/@campaign/${id}/`,
    ` https://mastodon.example/@campaign/${id}?x=1#y `,
    `https://mastodon.example/users/campaign/statuses/${id}`,
    `https://mastodon.example/ap/users/109/statuses/${id}`,
    `https://mastodon.example/web/@campaign/${id}`,
    `https://mastodon.example/deck/@campaign/${id}`,
    `https://MASTODON.example:443/@campaign/${id}`,
  ])("names it: %s", (link) => {
    expect(publisher.locate(link)).toMatchObject({ ref: id, url: expect.stringMatching(/^https:\/\/mastodon\.example\//) as string });
  });

  it.each([
    `https://other.example/@campaign/${id}`,
    `http://mastodon.example/@campaign/${id}`,
    `https://mastodon.example/@somebody@other.example/${id}`,
    `https://mastodon.example/@campaign`,
    `https://mastodon.example/@campaign/${id}/embed`,
    `https://mastodon.example/@campaign/../../api/v1/${id}/x`,
    `https://mastodon.example.org/@campaign/${id}`,
    `https://mastodon.example@other.example/@campaign/${id}`,
    "mastodon.example/@campaign/1",
  ])("names nothing of ours: %s", (link) => {
    expect(publisher.locate(link)).toBeNull();
  });

  it("names nothing while the server's address is wrong", () => {
    expect(
      createMastodonPublisher({ account: "mastodon", url: "", token: "t", clock }).locate(`https://mastodon.example/@a/${id}`),
    ).toBeNull();
  });
});
