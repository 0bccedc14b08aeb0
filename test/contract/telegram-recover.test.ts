import { createServer as createSecureServer } from "node:https";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { array, assert, asyncProperty, constantFrom } from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entity } from "../../src/compose/composed-post.ts";
import { type ChannelPost, readChannelPage } from "../../src/networks/telegram/channel-page.ts";
import { createFaultProxy, htmlPage, type Fault } from "../servers/fault-proxy.ts";
import { answering, outgoing, part, picture, rejection, startStage } from "./telegram-fixture.ts";
import { testCertificate, testKey } from "./telegram-tls.ts";

const url = "https://spring96.org/en/persons/maria";
const text = `Марыя Калеснікава 🕊️👩🏽‍🎤 «за кратамі» & 1,923 дні.\n\n${url}\n#ВоляМарыі`;
const entities: Entity[] = [
  { type: "url", offset: text.indexOf(url), length: url.length },
  { type: "hashtag", offset: text.indexOf("#"), length: "#ВоляМарыі".length },
];
const bubble = (inner: string, classes = "") =>
  `<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap js-widget_message ${classes}" data-post="FreeThem/12" data-view="x"><div class="tgme_widget_message_bubble">${inner}<span class="tgme_widget_message_meta"><a class="tgme_widget_message_date" href="https://t.me/FreeThem/12"><time datetime="2026-12-01T12:00:05+00:00" class="time">12:00</time></a></span></div></div></div>`;
const words = (html: string) => `<div class="tgme_widget_message_text js-message_text" dir="auto">${html}</div>`;
const lost = { failure: { kind: "cut" }, takesEffect: true } as const;
const notSent = { failure: { kind: "cut" } } as const;

describe("after a lost answer of Telegram, the channel's public page", () => {
  it("tells that a post is out, and which it is", async () => {
    await using stage = await startStage();
    stage.server.addPost("@freethem", { text: "Something before" });
    stage.server.failNext(lost);
    const post = outgoing(part(text, entities));
    expect((await rejection(stage.publisher.publish(post))).kind).toBe("unknown-outcome");
    stage.server.addPost("@freethem", { text: "Something after" });
    expect(await stage.publisher.recover(post)).toEqual({ ref: "2", url: "https://t.me/freethem/2" });
    expect(stage.server.posts()).toHaveLength(3);
  });

  it.each([
    ["a picture", 1, { ref: "1", url: "https://t.me/freethem/1" }],
    ["an album", 3, { ref: "1", album: ["2", "3"], url: "https://t.me/freethem/1" }],
  ])("tells it of one with %s, so that it can be taken back whole", async (_kind, pictures, found) => {
    await using stage = await startStage();
    const media = await Promise.all(Array.from({ length: pictures }, (_, index) => picture(90, 90, index)));
    stage.server.failNext(lost);
    const post = outgoing(part(text, entities, media));
    await rejection(stage.publisher.publish(post));
    const recovered = await stage.publisher.recover(post);
    expect(recovered).toEqual(found);
    await stage.publisher.withdraw(recovered as { ref: string; url: string }, async () => ({ text: "-", picture: "" }));
    expect(stage.server.posts()).toEqual([]);
  });

  it("takes no other message of the same words for the part in doubt", async () => {
    await using stage = await startStage();
    const other = await stage.publisher.publish(outgoing(part(text, entities)));
    const post = outgoing(part(text, entities));
    expect(await stage.publisher.recover(post, new Set([other.ref]))).toBe("unknown");
    stage.server.failNext(lost);
    await rejection(stage.publisher.publish(post));
    expect(await stage.publisher.recover(post, new Set([other.ref]))).toMatchObject({ ref: "2" });
  });

  it("tells parts of a thread apart that have the same words, by what they answer", async () => {
    await using stage = await startStage();
    const first = await stage.publisher.publish(outgoing(part("Freedom")));
    stage.server.failNext(lost);
    const second = outgoing(part("Freedom"), answering(first));
    await rejection(stage.publisher.publish(second));
    expect(await stage.publisher.recover(second)).toMatchObject({ ref: "2" });
    expect(await stage.publisher.recover(outgoing(part("Freedom")))).toMatchObject({ ref: "1" });
    expect(await stage.publisher.recover(outgoing(part("Freedom"), answering({ ref: "2", url: null })))).toBe("unknown");
  });

  it("tells it of what lies several pages back, and asks for no page before the post was due", async () => {
    await using stage = await startStage();
    const due = stage.clock().epochMilliseconds / 1000;
    for (let count = 0; count < 30; count += 1) stage.server.addPost("@freethem", { text: `Yesterday ${count}`, date: due - 86_400 });
    const id = stage.server.addPost("@freethem", { text, date: due + 5 });
    for (let count = 0; count < 45; count += 1) stage.server.addPost("@freethem", { text: `Later ${count}`, date: due + 60 });
    await using proxy = await createFaultProxy(stage.server.url);
    const publisher = stage.with({ pageRoot: proxy.url });
    expect(await publisher.recover(outgoing(part(text)))).toMatchObject({ ref: String(id) });
    expect(proxy.requests.map(({ path }) => path)).toEqual(["/s/freethem", "/s/freethem?before=57", "/s/freethem?before=37"]);
    expect(await publisher.recover(outgoing(part("Never sent")))).toBe("unknown");
    expect(proxy.requests).toHaveLength(6);
  });

  it("tells it of a public channel that is named by its id or its address", async () => {
    await using stage = await startStage();
    stage.server.failNext(lost);
    await rejection(stage.publisher.publish(outgoing(part(text))));
    for (const channel of ["-1001000000001", "https://t.me/FreeThem", "freethem"]) {
      expect(await stage.with({ channel }).recover(outgoing(part(text)))).toMatchObject({ ref: "1" });
    }
  });

  it("tells it whatever a text is made of", async () => {
    await using stage = await startStage({ flood: { burst: 10_000, perMinute: 10_000, perSecond: 10_000 } });
    const pieces = array(constantFrom("a", "ў", "е\u0301", "🕊️", "👩\u200D🎤", "🇧🇾", "<b>", "&amp;", "'", '"', "\n", " ", "©", "1️⃣"), {
      minLength: 1,
      maxLength: 12,
    });
    await assert(
      asyncProperty(pieces, async (list) => {
        const content = `x${list.join("")}x ${stage.server.requests.length}`;
        stage.server.failNext(lost);
        await rejection(stage.publisher.publish(outgoing(part(content))));
        expect(await stage.publisher.recover(outgoing(part(content)))).toMatchObject({ ref: String(stage.server.posts().length) });
      }),
      { numRuns: 40 },
    );
  });
});

describe("after a lost answer of Telegram, nobody can tell", () => {
  it("where the post is not on the page, and nothing is sent again", async () => {
    await using stage = await startStage();
    stage.server.failNext(notSent);
    const post = outgoing(part(text));
    await rejection(stage.publisher.publish(post));
    expect(await stage.publisher.recover(post)).toBe("unknown");
    expect(stage.server.posts()).toEqual([]);
  });

  it("where the same words are from before it was due", async () => {
    await using stage = await startStage();
    const due = stage.clock().epochMilliseconds / 1000;
    stage.server.addPost("@freethem", { text, date: due - 601 });
    expect(await stage.publisher.recover(outgoing(part(text)))).toBe("unknown");
    stage.server.addPost("@freethem", { text, date: due - 599 });
    expect(await stage.publisher.recover(outgoing(part(text)))).toMatchObject({ ref: "2" });
  });

  it("where the words are others, be it by one letter, or stand below a picture that we did not send", async () => {
    await using stage = await startStage();
    stage.server.addPost("@freethem", { text: `${text}!` });
    stage.server.addPost("@freethem", { text, photo: Buffer.from("a picture") });
    stage.server.addPost("@freethem", { text: "1", replyTo: 1 });
    for (const post of [part(text), part("1"), part(text.slice(1)), part(`${text}!`, [], [await picture()])]) {
      expect(await stage.publisher.recover(outgoing(post))).toBe("unknown");
    }
  });

  it("of a picture without words, and nothing is asked", async () => {
    await using stage = await startStage();
    const photo = outgoing(part("", [], [await picture()]));
    await stage.publisher.publish(photo);
    await using proxy = await createFaultProxy(stage.server.url);
    expect(await stage.with({ pageRoot: proxy.url }).recover(photo)).toBe("unknown");
    expect(proxy.requests).toEqual([]);
  });

  it("of a private channel", async () => {
    await using stage = await startStage();
    const chat = stage.server.addChat({ type: "channel", title: "Quiet" });
    const publisher = stage.with({ channel: String(chat.id) });
    await publisher.publish(outgoing(part(text)));
    expect(await publisher.recover(outgoing(part(text)))).toBe("unknown");
  });

  it("where Telegram does not say which channel it is; but a wait that it asks for is kept", async () => {
    await using stage = await startStage();
    await stage.publisher.publish(outgoing(part(text)));
    const publisher = stage.with({ channel: "-1001000000001" });
    stage.server.failNext({ method: "getChat", failure: { kind: "html", status: 502 } });
    expect(await publisher.recover(outgoing(part(text)))).toBe("unknown");
    stage.server.failNext({ method: "getChat", failure: { kind: "error", status: 429, description: "Too Many Requests", retryAfter: 90 } });
    expect(await rejection(publisher.recover(outgoing(part(text))))).toMatchObject({ kind: "unavailable", retryAfterMs: 90_000 });
    expect(await publisher.recover(outgoing(part(text)))).toMatchObject({ ref: "1" });
  });

  it.each([
    [
      "was passed on from elsewhere",
      bubble(`<div class="tgme_widget_message_forwarded_from">Forwarded from X</div>${words("Words")}`),
      "unknown",
    ],
    ["is Telegram's own notice", bubble(words("Words"), "service_message"), "unknown"],
    ["is of another channel", bubble(words("Words")).replaceAll("FreeThem", "Others"), "unknown"],
    ["has no time", bubble(words("Words")).replace(/<time.*<\/time>/, ""), "unknown"],
    ["is ours", bubble(words("Words")), { ref: "12", url: "https://t.me/FreeThem/12" }],
  ])("of the same words in what %s, unless it is ours", async (_what, body, recovery) => {
    await using stage = await startStage();
    await using proxy = await createFaultProxy(stage.server.url);
    proxy.next("/s/freethem", { kind: "answer", status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body });
    expect(await stage.with({ pageRoot: proxy.url }).recover(outgoing(part("Words")))).toEqual(recovery);
  });

  it.each([
    ["a page of something else", htmlPage(200)],
    ["a page with 502", htmlPage(502)],
    ["a 404", { kind: "answer", status: 404, body: "" }],
    ["a 429", { kind: "answer", status: 429, headers: { "retry-after": "5" }, body: "" }],
    ["an empty answer", { kind: "answer", status: 200, headers: { "content-type": "text/html" }, body: "" }],
    ["something that is no page", { kind: "answer", status: 200, headers: { "content-type": "application/json" }, body: "{}" }],
    ["a page that never ends", { kind: "answer", status: 200, headers: { "content-type": "text/html" }, body: " ".repeat(3_000_001) }],
    ["a redirect", { kind: "answer", status: 302, headers: { location: "/freethem" }, body: "" }],
    ["a cut line", { kind: "cut-after" }],
    ["silence", { kind: "hang" }],
  ] satisfies [string, Fault][])("where the page is %s", async (_what, fault) => {
    await using stage = await startStage();
    await stage.publisher.publish(outgoing(part(text)));
    await using proxy = await createFaultProxy(stage.server.url);
    proxy.next("/s/freethem", fault);
    const publisher = stage.with({ pageRoot: proxy.url, timeoutMs: 1000 });
    expect(await publisher.recover(outgoing(part(text)))).toBe("unknown");
    expect(proxy.requests).toHaveLength(1);
    expect(await publisher.recover(outgoing(part(text)))).toMatchObject({ ref: "1" });
  });

  it("where the page cannot be reached, is shown by a stranger, or does not page", async () => {
    await using stage = await startStage();
    const due = stage.clock().epochMilliseconds / 1000;
    for (let count = 0; count < 25; count += 1) stage.server.addPost("@freethem", { text: `Later ${count}`, date: due + 60 });
    const page = await (await fetch(`${stage.server.url}/s/freethem`)).text();
    const secure = createSecureServer({ key: testKey, cert: testCertificate }, (_, response) => response.end("seen")).listen(
      0,
      "127.0.0.1",
    );
    let asked = 0;
    const stuck = createServer((_, response) => {
      asked += 1;
      response.writeHead(200, { "content-type": "text/html" }).end(page);
    }).listen(0, "127.0.0.1");
    await Promise.all([secure, stuck].map((server) => new Promise((resolve) => server.once("listening", resolve))));
    const port = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;
    for (const pageRoot of [
      `https://127.0.0.1:${port(secure)}`,
      "http://127.0.0.1:1",
      "https://no-such-host.invalid",
      `http://127.0.0.1:${port(stuck)}`,
    ]) {
      expect(await stage.with({ pageRoot }).recover(outgoing(part(text)))).toBe("unknown");
    }
    expect(asked).toBe(2);
    secure.close();
    stuck.close();
  });
});

describe("the address of the pages", () => {
  it.each(["http://mirror.example", "ftp://127.0.0.1", "nonsense", ""])("is no place to be lied to: %j", async (pageRoot) => {
    await using stage = await startStage();
    const error = await rejection(stage.with({ pageRoot }).recover(outgoing(part(text))));
    expect(error).toMatchObject({ kind: "auth", message: expect.stringContaining("TELEGRAM_PAGE_ROOT") as string });
  });

  it("may lie below a path", async () => {
    await using stage = await startStage();
    await using proxy = await createFaultProxy(stage.server.url);
    expect(await stage.with({ pageRoot: `${proxy.url}/mirror/` }).recover(outgoing(part(text)))).toBe("unknown");
    expect(proxy.requests.map(({ path }) => path)).toEqual(["/mirror/s/freethem"]);
  });
});

const plain: ChannelPost = {
  id: 12,
  channel: "FreeThem",
  at: Temporal.Instant.from("2026-12-01T12:00:05Z"),
  text: "Words",
  photos: [],
  replyTo: null,
  foreign: false,
};

describe("a page of a channel, as t.me makes it", () => {
  it.each<[string, string, Partial<ChannelPost>]>([
    ["a text", bubble(words("Words")), {}],
    [
      "emoji, links and breaks",
      bubble(
        words(
          `<i class="emoji" style="background-image:url('//x/1.png')"><b>🕊</b></i> <a href="?q=%23Free">#Free</a><br/>&lt;b&gt; &amp; <tg-spoiler>x</tg-spoiler>`,
        ),
      ),
      { text: "🕊 #Free\n<b> & x" },
    ],
    [
      "an answer, whose quote is not its own words",
      bubble(
        `<a class="tgme_widget_message_reply user-color-1" href="https://t.me/FreeThem/11"><div class="tgme_widget_message_text js-message_reply_text">Quoted<div class="js-message_text">Inner</div><a class="tgme_widget_message_photo_wrap" href="https://t.me/FreeThem/11"></a></div></a>${words("Words")}`,
      ),
      { replyTo: 11 },
    ],
    [
      "an album with its words in two elements",
      bubble(
        `<div class="tgme_widget_message_grouped_wrap"><a class="tgme_widget_message_photo_wrap grouped_media_wrap" href="https://t.me/FreeThem/12?single"></a><a class="tgme_widget_message_photo_wrap grouped_media_wrap" href="https://t.me/FreeThem/13?single"></a></div>${words(words("Words"))}`,
      ),
      { photos: [12, 13] },
    ],
    ["a video with its length", bubble(`<time class="message_video_duration js-message_video_duration">0:29</time>${words("Words")}`), {}],
    [
      "a preview of a page",
      bubble(
        `${words("Words")}<a class="tgme_widget_message_link_preview" href="https://x/"><div class="link_preview_title">Title</div></a>`,
      ),
      {},
    ],
    [
      "what came from elsewhere",
      bubble(
        `<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from <a href="https://t.me/x">X</a></div>${words("Words")}`,
      ),
      { foreign: true },
    ],
    ["what Telegram says itself", bubble(words("Words"), "service_message"), { foreign: true }],
  ])("shows %s", (_what, html, changes) => {
    const [post, ...others] = readChannelPage(`<main><section>${html}</section></main>`);
    expect(others).toEqual([]);
    expect({ ...post, at: post?.at?.toString() }).toEqual({ ...plain, ...changes, at: plain.at?.toString() });
  });

  it("shows nothing where it is cut, empty or another page, and never fails", () => {
    const whole = bubble(words("Words"));
    for (let length = 0; length < whole.length; length += 7) {
      for (const post of readChannelPage(whole.slice(0, length))) expect(post.at === null || post.text === "Words").toBe(true);
    }
    for (const html of ["", "<", "<!doctype html><title>Telegram</title>", `<div class="tgme_widget_message" data-post="x">y</div>`]) {
      expect(readChannelPage(html)).toEqual([]);
    }
  });
});
