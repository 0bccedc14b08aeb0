import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RichText } from "@atproto/api";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ComposedMedia, Facet } from "../../src/compose/composed-post.ts";
import { blueskyRecordKey } from "../../src/networks/bluesky/key.ts";
import { startPds, type Pds } from "../servers/pds.ts";
import { blueskyBench, dueAt, outgoing, textPart, thrown } from "./bluesky-fixture.ts";

let pds: Pds;
let folder: string;

beforeAll(async () => {
  pds = await startPds();
  folder = await mkdtemp(join(tmpdir(), "rollcall-media-"));
});
afterAll(async () => {
  await pds?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const picture = async (alt: string, width: number, height: number): Promise<ComposedMedia> => {
  const data = await sharp({ create: { width, height, channels: 3, background: "#c8102e" } })
    .png()
    .toBuffer();
  const path = join(folder, `${createHash("sha256").update(data).digest("hex")}.png`);
  await writeFile(path, data);
  return { alt, path, mediaType: "image/png", bytes: data.length, width, height };
};

/** The reference's own facets. */
const facetsOf = (text: string): Facet[] => {
  const rich = new RichText({ text });
  rich.detectFacetsWithoutResolution();
  return (rich.facets ?? []).map(({ index, features }) => ({ index, features: features as Facet["features"] }));
};

describe("a post on Bluesky", () => {
  it("carries text in Cyrillic with emoji, its facets, its language and the time it was due", async () => {
    await using bench = await blueskyBench(pds);
    const text = "Сёння — дзень Марыі 🕯️ #СвабодуМарыі\nhttps://spring96.org/be/persons/maria";
    const facets = facetsOf(text);
    const published = await bench.publisher().publish(outgoing(textPart(text, { facets })));
    const [post, ...others] = await pds.posts(bench.account.did);
    expect(others).toEqual([]);
    expect(post?.value).toEqual({ $type: "app.bsky.feed.post", text, facets, langs: ["be"], createdAt: "2026-12-01T06:00:00.000Z" });
    expect(facets).toHaveLength(2);
    expect(published).toEqual({
      ref: post?.uri,
      cid: post?.cid,
      url: `https://bsky.app/profile/${bench.account.handle}/post/${blueskyRecordKey(outgoing(text))}`,
    });
  });

  it("carries pictures with their alt text and shape", async () => {
    await using bench = await blueskyBench(pds);
    const media = [await picture("Картка: Марыя", 1200, 630), await picture("Портрет", 400, 500)];
    await bench.publisher().publish(outgoing(textPart("Two pictures", { media })));
    const [post] = await pds.posts(bench.account.did);
    expect(post?.value.embed).toMatchObject({
      $type: "app.bsky.embed.images",
      images: [
        { alt: "Картка: Марыя", aspectRatio: { width: 1200, height: 630 }, image: { mimeType: "image/png", size: media[0]?.bytes } },
        { alt: "Портрет", aspectRatio: { width: 400, height: 500 }, image: { mimeType: "image/png", size: media[1]?.bytes } },
      ],
    });
  });

  it("carries a link card with its thumbnail, or without one", async () => {
    await using bench = await blueskyBench(pds);
    const publisher = bench.publisher();
    const card = { url: "https://spring96.org/en", title: "Viasna", description: "Human rights", thumbnail: null };
    const thumbnail = await picture("", 300, 200);
    await publisher.publish(outgoing(textPart("Bare", { card })));
    await publisher.publish(outgoing(textPart("Drawn", { card: { ...card, thumbnail } }), { index: 1 }));
    const [bare, drawn] = await pds.posts(bench.account.did);
    const external = { uri: "https://spring96.org/en", title: "Viasna", description: "Human rights" };
    expect(bare?.value.embed).toEqual({ $type: "app.bsky.embed.external", external });
    expect(drawn?.value.embed).toMatchObject({ external: { ...external, thumb: { mimeType: "image/png", size: thumbnail.bytes } } });
  });

  it("goes on as a thread in which each part answers the one before", async () => {
    await using bench = await blueskyBench(pds);
    const publisher = bench.publisher();
    const root = await publisher.publish(outgoing("One (1/3)"));
    const second = await publisher.publish(outgoing("Two (2/3)", { index: 1, thread: { root, parent: root } }));
    await publisher.publish(outgoing("Three (3/3)", { index: 2, thread: { root, parent: second } }));
    const posts = await pds.posts(bench.account.did);
    expect(posts.map(({ value }) => value.text)).toEqual(["One (1/3)", "Two (2/3)", "Three (3/3)"]);
    expect(posts.map(({ value }) => value.createdAt)).toEqual([
      "2026-12-01T06:00:00.000Z",
      "2026-12-01T06:00:00.001Z",
      "2026-12-01T06:00:00.002Z",
    ]);
    const ref = (index: number) => ({ uri: posts[index]?.uri, cid: posts[index]?.cid });
    expect(posts.map(({ value }) => value.reply)).toEqual([undefined, { root: ref(0), parent: ref(0) }, { root: ref(0), parent: ref(1) }]);
  });

  it("is refused by name where a picture's file is gone", async () => {
    await using bench = await blueskyBench(pds);
    const media = [{ ...(await picture("A", 10, 10)), path: join(folder, "gone.png") }];
    expect((await thrown("rejected", bench.publisher().publish(outgoing(textPart("Hi", { media }))))).message).toContain("media folder");
  });
});

describe("the same part sent twice to Bluesky", () => {
  it("is one record and one commit, with the same answer", async () => {
    await using bench = await blueskyBench(pds);
    const part = textPart("Once", { media: [await picture("A", 20, 10)] });
    const first = await bench.publisher().publish(outgoing(part));
    const revision = await pds.revision(bench.account.did);
    const second = await bench.publisher().publish(outgoing(part));
    expect(second).toEqual(first);
    expect(await pds.posts(bench.account.did)).toHaveLength(1);
    expect(await pds.revision(bench.account.did)).toBe(revision);
  });

  it("is one record where several publishers send it at once", async () => {
    await using bench = await blueskyBench(pds);
    const answers = await Promise.all([1, 2, 3, 4].map(() => bench.publisher().publish(outgoing("At once"))));
    expect(new Set(answers.map(({ ref }) => ref)).size).toBe(1);
    expect(await pds.posts(bench.account.did)).toHaveLength(1);
  });

  it("is found again after the answer was lost", async () => {
    await using bench = await blueskyBench(pds);
    const publisher = bench.publisher();
    bench.proxy.next("putRecord", { kind: "cut-after" });
    await thrown("unknown-outcome", publisher.publish(outgoing("Lost answer")));
    const [post, ...others] = await pds.posts(bench.account.did);
    expect(others).toEqual([]);
    const recovered = await publisher.recover(outgoing("Lost answer"));
    expect(recovered).toMatchObject({ ref: post?.uri, cid: post?.cid });
    expect(await publisher.publish(outgoing("Lost answer"))).toEqual(recovered);
    expect(await pds.posts(bench.account.did)).toHaveLength(1);
  });

  it("is to be sent again where the first never arrived", async () => {
    await using bench = await blueskyBench(pds);
    const publisher = bench.publisher();
    bench.proxy.next("putRecord", { kind: "cut-before" });
    await thrown("unknown-outcome", publisher.publish(outgoing("Never arrived")));
    expect(await publisher.recover(outgoing("Never arrived"))).toBe("send-again");
    await publisher.publish(outgoing("Never arrived"));
    expect(await pds.posts(bench.account.did)).toHaveLength(1);
  });

  it("counts as out where the record differs in no more than its picture's encoding", async () => {
    await using bench = await blueskyBench(pds);
    const publisher = bench.publisher();
    const first = await publisher.publish(outgoing(textPart("Same words", { media: [await picture("A", 20, 10)] })));
    const second = await publisher.publish(outgoing(textPart("Same words", { media: [await picture("A", 21, 10)] })));
    expect(second).toEqual(first);
    expect(await pds.posts(bench.account.did)).toHaveLength(1);
  });

  it("never overwrites what got to its place late, and takes it for what is out at the next look", async () => {
    await using bench = await blueskyBench(pds);
    const publisher = bench.publisher();
    await publisher.publish(outgoing("The first words"));
    const error = await thrown("unknown-outcome", publisher.publish(outgoing("Other words")), ["Other words", "The first words"]);
    expect(error.message).toContain("left as it is");
    const [late] = await pds.posts(bench.account.did);
    expect(await publisher.recover(outgoing("Other words"))).toMatchObject({ ref: late!.uri });
    expect((await pds.posts(bench.account.did)).map(({ value }) => value.text)).toEqual(["The first words"]);
  });
});

describe("what the server refuses", () => {
  it("takes 300 graphemes of several bytes each, and not 301", async () => {
    await using bench = await blueskyBench(pds);
    const publisher = bench.publisher();
    await publisher.publish(outgoing("ў".repeat(300)));
    const error = await thrown("rejected", publisher.publish(outgoing("ў".repeat(301), { index: 1 })), ["ўўў"]);
    expect(error.message).toMatch(/text must not be longer than 300 graphemes/);
    expect(await pds.posts(bench.account.did)).toHaveLength(1);
  });

  it("takes 3,000 bytes, and not 3,001", async () => {
    await using bench = await blueskyBench(pds);
    const publisher = bench.publisher();
    const family = "👨‍👩‍👧‍👦";
    const most = family.repeat(120);
    expect(Buffer.byteLength(most)).toBe(3000);
    await publisher.publish(outgoing(most));
    const error = await thrown("rejected", publisher.publish(outgoing(`${most}.`, { index: 1 })), [family]);
    expect(error.message).toMatch(/text must not be longer than 3000/);
  });

  it("refuses a language that is none, five pictures, a long tag and a picture that is too big", async () => {
    await using bench = await blueskyBench(pds);
    const publisher = bench.publisher();
    const small = await picture("A", 10, 10);
    await thrown("rejected", publisher.publish(outgoing(textPart("Five", { media: [small, small, small, small, small] }))));
    const tag = "я".repeat(65);
    const facets: Facet[] = [{ index: { byteStart: 0, byteEnd: 131 }, features: [{ $type: "app.bsky.richtext.facet#tag", tag }] }];
    await thrown("rejected", publisher.publish(outgoing(textPart(`#${tag}`, { facets }))), [tag]);
    await thrown("rejected", publisher.publish(outgoing("No language", { language: "not a language" })));
    const noise = Buffer.alloc(2_000_001, 7);
    const path = join(folder, "noise.png");
    await writeFile(path, noise);
    await thrown("rejected", publisher.publish(outgoing(textPart("Big", { media: [{ ...small, path }] }))));
    expect(await pds.posts(bench.account.did)).toEqual([]);
  });

  it("takes no record key but a TID, and ours is one", async () => {
    await using bench = await blueskyBench(pds);
    const agent = await pds.agent(bench.account);
    const record = { $type: "app.bsky.feed.post", text: "Hi", createdAt: dueAt.toString() };
    const put = (rkey: string) =>
      agent.com.atproto.repo.putRecord({ repo: bench.account.did, collection: "app.bsky.feed.post", rkey, record });
    await expect(put("2026-12-01-profile")).rejects.toMatchObject({ status: 400 });
    await expect(put(blueskyRecordKey(outgoing("Hi")))).resolves.toMatchObject({ success: true });
  });
});
