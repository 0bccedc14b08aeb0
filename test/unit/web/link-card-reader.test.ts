import type { IncomingMessage, ServerResponse } from "node:http";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { createLinkCardReader } from "../../../src/web/link-card-reader.ts";
import type { LinkCardReaderOptions } from "../../../src/web/link-card-reader.ts";
import { servePages } from "./page-server.ts";

const html = { "content-type": "text/html; charset=utf-8" };
const start = Temporal.Instant.from("2026-12-01T09:00:00Z");

/** A clock that a test sets forward. */
const settableClock = () => {
  let now = start;
  return {
    clock: () => now,
    forward: (duration: Temporal.DurationLike) => {
      now = now.add(duration);
    },
  };
};

/** A reader for which every name leads to the test's server, but for those below `dead.example`. */
const readerFor = (port: number, more: Partial<LinkCardReaderOptions> = {}) => {
  const reader = createLinkCardReader({
    clock: () => start,
    ports: [port],
    allowAddress: (address) => address === "127.0.0.1",
    resolve: async (host) => {
      if (host.endsWith("dead.example")) throw new Error("ENOTFOUND");
      return [{ address: "127.0.0.1", family: 4 }];
    },
    ...more,
  });
  return (url: string) => reader.read(url);
};

const answerWith =
  (pages: Readonly<Record<string, (response: ServerResponse) => void>>) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const page = pages[request.url ?? ""];
    if (page) page(response);
    else response.writeHead(404, html).end("<title>Not found</title>");
  };

const page =
  (head: string) =>
  (response: ServerResponse): void => {
    response.writeHead(200, html).end(`<head>${head}</head><body>`);
  };

const picture = () =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: "#123456" } })
    .png()
    .toBuffer();

describe("a link's card", () => {
  test("has the page's title, description and picture, wherever the page's redirects led", async () => {
    const data = await picture();
    await using server = await servePages(
      answerWith({
        "/short": (response) => response.writeHead(301, { location: "/news/1" }).end(),
        "/news/1": page(
          '<title>T</title><meta property="og:description" content="Why &amp;\n how"><meta property="og:image" content="a.png">',
        ),
        "/news/a.png": (response) => response.writeHead(200, { "content-type": "image/png" }).end(data),
      }),
    );
    expect(await readerFor(server.port)(`${server.url}/short`)).toEqual({ title: "T", description: "Why & how", thumbnail: data });
    expect(server.requests[0]!.headers["user-agent"]).toMatch(/^Rollcall\/\d/);
  });

  test.each([
    ["is not there", "/gone.png"],
    ["is SVG", "/x.svg"],
    ["is not what it says", "/liar.png"],
    ["lies inside our own network", "http://127.0.0.2/a.png"],
    ["is no web address", "data:image/png;base64,AAAA"],
    ["is nonsense", "http://["],
  ])("has no picture where it %s", async (_, image) => {
    await using server = await servePages(
      answerWith({
        "/": page(`<title>T</title><meta property="og:image" content="${image}">`),
        "/x.svg": (response) => response.writeHead(200, { "content-type": "image/svg+xml" }).end("<svg/>"),
        "/liar.png": (response) => response.writeHead(200, { "content-type": "image/png" }).end("<svg/>"),
      }),
    );
    expect(await readerFor(server.port)(`${server.url}/`)).toEqual({ title: "T", description: "", thumbnail: null });
  });

  test("has texts of a bounded length", async () => {
    await using server = await servePages(
      answerWith({ "/": page(`<title>${"ў".repeat(2000)}</title><meta name="description" content="${"слова ".repeat(2000)}">`) }),
    );
    const card = await readerFor(server.port)(`${server.url}/`);
    expect(card?.title).toHaveLength(300);
    expect(card?.description.length).toBeLessThanOrEqual(500);
  });

  test.each([
    ["there is no page", "/404"],
    ["the page has no title", "/untitled"],
    ["the page is a picture", "/picture"],
    ["the page drips", "/slow"],
  ])("is none where %s", async (_, path) => {
    await using server = await servePages(
      answerWith({
        "/untitled": page('<meta property="og:description" content="words">'),
        "/picture": (response) => response.writeHead(200, { "content-type": "image/png" }).end("x"),
        "/slow": (response) => response.writeHead(200, html).write("<title>"),
      }),
    );
    expect(await readerFor(server.port, { timeLimitMs: 200 })(server.url + path)).toBeNull();
  });

  test.each(["", "no address", "mailto:a@example.org", "http://[", "http://127.0.0.2/", "http://10.0.0.1/", "http://a.dead.example/"])(
    "is none, and no error, for %j",
    async (url) => {
      expect(await readerFor(80)(url)).toBeNull();
    },
  );
});

describe("a page that is read again", () => {
  test("is fetched once an hour", async () => {
    const { clock, forward } = settableClock();
    await using server = await servePages(answerWith({ "/": page("<title>T</title>") }));
    const read = readerFor(server.port, { clock });
    await read(`${server.url}/`);
    forward({ minutes: 59 });
    expect(await read(`${server.url}/#part`)).toMatchObject({ title: "T" });
    expect(server.requests).toHaveLength(1);
    forward({ minutes: 2 });
    await read(`${server.url}/`);
    expect(server.requests).toHaveLength(2);
  });

  test("is fetched once for all who ask at the same time", async () => {
    await using server = await servePages(answerWith({ "/": page("<title>T</title>") }));
    const read = readerFor(server.port);
    const cards = await Promise.all(Array.from({ length: 20 }, () => read(`${server.url}/`)));
    expect(cards.every((card) => card?.title === "T")).toBe(true);
    expect(server.requests).toHaveLength(1);
  });

  test("that was missing is tried again after ten minutes", async () => {
    const { clock, forward } = settableClock();
    const pages: Record<string, (response: ServerResponse) => void> = {};
    await using server = await servePages((request, response) => answerWith(pages)(request, response));
    const read = readerFor(server.port, { clock });
    expect(await read(`${server.url}/late`)).toBeNull();
    pages["/late"] = page("<title>Here now</title>");
    forward({ minutes: 9 });
    expect(await read(`${server.url}/late`)).toBeNull();
    expect(server.requests).toHaveLength(1);
    forward({ minutes: 2 });
    expect(await read(`${server.url}/late`)).toMatchObject({ title: "Here now" });
  });

  test("does not keep its neighbours on the same host from being read", async () => {
    await using server = await servePages(answerWith({ "/here": page("<title>T</title>") }));
    const read = readerFor(server.port);
    expect(await read(`${server.url}/missing`)).toBeNull();
    expect(await read(`${server.url}/here`)).toMatchObject({ title: "T" });
  });

  test("is forgotten after two hundred others", async () => {
    await using server = await servePages((_, response) => page("<title>T</title>")(response));
    const read = readerFor(server.port);
    for (let index = 0; index <= 200; index += 1) await read(`${server.url}/${index}`);
    await read(`${server.url}/200`);
    expect(server.requests).toHaveLength(201);
    await read(`${server.url}/0`);
    expect(server.requests).toHaveLength(202);
  });

  test("is forgotten earlier where pictures are heavy", async () => {
    const heavy = Buffer.concat([await picture(), Buffer.alloc(4_500_000)]);
    await using server = await servePages((request, response) => {
      if (request.url?.endsWith(".png")) response.writeHead(200, { "content-type": "image/png" }).end(heavy);
      else page('<title>T</title><meta property="og:image" content="/p.png">')(response);
    });
    const read = readerFor(server.port);
    for (let index = 0; index < 5; index += 1) expect((await read(`${server.url}/${index}`))?.thumbnail).toHaveLength(heavy.length);
    const before = server.requests.length;
    await read(`${server.url}/4`);
    expect(server.requests).toHaveLength(before);
    await read(`${server.url}/0`);
    expect(server.requests).toHaveLength(before + 2);
  });
});

describe("hosts and lines that are down", () => {
  test("a host that does not answer is not asked again for ten minutes, on any of its pages", async () => {
    const { clock, forward } = settableClock();
    let lookUps = 0;
    const resolve = async () => {
      lookUps += 1;
      throw new Error("ENOTFOUND");
    };
    const read = readerFor(80, { clock, resolve });
    for (let index = 0; index < 100; index += 1) expect(await read(`http://down.example/${index}`)).toBeNull();
    expect(lookUps).toBe(1);
    forward({ minutes: 11 });
    await read("http://down.example/again");
    expect(lookUps).toBe(2);
  });

  test("eight hundred links cost a few time limits where every look-up hangs", async () => {
    const { clock, forward } = settableClock();
    let lookUps = 0;
    const resolve = () => {
      lookUps += 1;
      return new Promise<never>(() => undefined);
    };
    const read = readerFor(80, { clock, resolve, timeLimitMs: 50 });
    for (let index = 0; index < 800; index += 1) expect(await read(`http://host-${index}.example/`)).toBeNull();
    expect(lookUps).toBe(3);
    forward({ minutes: 2 });
    await read("http://later.example/");
    expect(lookUps).toBe(4);
  });

  test("slow pages among quick ones do not count as a line that is down", async () => {
    await using server = await servePages(
      answerWith({ "/": page("<title>T</title>"), "/slow": (response) => response.writeHead(200, html).write("<title>") }),
    );
    const read = readerFor(server.port, { timeLimitMs: 100 });
    const at = (host: string, path: string) => read(`http://${host}.example:${server.port}${path}`);
    for (const host of ["a", "b", "c", "d", "e"]) {
      expect(await at(`${host}-slow`, "/slow")).toBeNull();
      expect(await at(host, "/")).toMatchObject({ title: "T" });
    }
  });
});
