import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { FetchRefused } from "../../src/web/fetch-refused.ts";
import { createListFetcher, type FetchedList, type KnownList } from "../../src/web/list-fetcher.ts";
import { syntheticList } from "../synthetic-list.ts";
import { readWhole } from "../unit/lists/read-bytes.ts";
import { servePages, type PageServer } from "../unit/web/page-server.ts";
import { writeMachineCsv } from "../write-synthetic-list.ts";

const contact = "https://campaign.example";
const csv = { "content-type": "text/csv; charset=utf-8" };
const html = { "content-type": "text/html; charset=utf-8" };

type Reply = (response: ServerResponse, request: IncomingMessage) => void;

/** Answers each path as told, and has no robots.txt unless told. */
const serve = (replies: Readonly<Record<string, Reply>>): Promise<PageServer> =>
  servePages((request, response) => {
    const reply = replies[request.url ?? ""];
    if (reply === undefined) response.writeHead(404, html).end("none");
    else reply(response, request);
  });

const fetcherOn = (server: PageServer, more: object = {}) =>
  createListFetcher({
    clock: () => Temporal.Instant.from("2026-11-21T09:00:00Z"),
    ports: [server.port],
    allowAddress: (address) => address === "127.0.0.1",
    timeLimitMs: 5000,
    ...more,
  });

const paths = (server: PageServer): (string | undefined)[] => server.requests.map(({ url }) => url);

const refusalOf = async (fetching: Promise<FetchedList>): Promise<string> => {
  const error: unknown = await fetching.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(FetchRefused);
  return (error as FetchRefused).message;
};

const fetchedOf = async (
  fetching: Promise<FetchedList>,
): Promise<{ readonly text: string; readonly known: KnownList | null; readonly url: string }> => {
  const list = await fetching;
  if (list.kind === "unchanged") throw new Error("It was unchanged.");
  return { text: Buffer.from(list.data).toString(), known: list.known, url: list.url };
};

test("a list is fetched from the link on its page, by a program that says whose it is, and read", async () => {
  const { people } = syntheticList({ seed: 2, rows: 400 });
  await using server = await serve({
    "/en/list": (response) => response.writeHead(200, html).end('<a href="?status%5B%5D=0&amp;format=csv">(csv)</a>'),
    "/en/list?status%5B%5D=0&format=csv": (response) => response.writeHead(200, csv).end(writeMachineCsv(people)),
  });
  const { text, known, url } = await fetchedOf(fetcherOn(server)(`${server.url}/en/list`, contact));
  expect(url).toBe(`${server.url}/en/list?status%5B%5D=0&format=csv`);
  expect(known).toBeNull();
  expect(await readWhole(text)).toMatchObject({ layout: "viasna", total: 400 });
  expect(paths(server)).toEqual(["/robots.txt", "/en/list", "/en/list?status%5B%5D=0&format=csv"]);
  expect(new Set(server.requests.map(({ headers }) => headers["user-agent"]))).toEqual(
    new Set([expect.stringMatching(/^Rollcall\/\S+ \(\+https:\/\/campaign\.example\)$/)]),
  );
  expect(server.requests.flatMap(({ headers }) => [headers.cookie, headers.referer, headers.authorization]).filter(Boolean)).toEqual([]);
});

test("a list that has not changed is not sent again: the host is asked with its own ETag and date", async () => {
  const date = "Fri, 20 Nov 2026 09:00:00 GMT";
  await using server = await serve({
    "/list": (response) => response.writeHead(200, { ...html, etag: '"page"' }).end('<a href="/list.csv">csv</a>'),
    "/list.csv": (response, { headers }) =>
      headers["if-none-match"] === '"v1"' && headers["if-modified-since"] === date
        ? response.writeHead(304, { etag: '"v1"' }).end()
        : response.writeHead(200, { ...csv, etag: '"v1"', "last-modified": date }).end("id\n"),
  });
  const fetchList = fetcherOn(server);
  const { known } = await fetchedOf(fetchList(`${server.url}/list`, contact));
  expect(known).toEqual({ url: `${server.url}/list.csv`, validators: { etag: '"v1"', lastModified: date } });
  expect(await fetchList(`${server.url}/list`, contact, known)).toEqual({ kind: "unchanged" });
  expect(await fetchList(`${server.url}/list.csv`, contact, known)).toEqual({ kind: "unchanged" });
  // The page is another thing than the list: it is never asked with the list's version.
  expect(server.requests.filter(({ url }) => url === "/list").map(({ headers }) => headers["if-none-match"])).toEqual([
    undefined,
    undefined,
  ]);
  expect(
    await fetchList(`${server.url}/list.csv`, contact, { url: `${server.url}/other.csv`, validators: { etag: '"v1"' } }),
  ).toMatchObject({ kind: "fetched" });
});

test("what a host calls a page and is none is a list, and a page that is called a text is a page", async () => {
  await using server = await serve({
    "/a": (response) => response.writeHead(200, html).end("id,name\n"),
    "/b": (response) => response.writeHead(200, { "content-type": "text/plain" }).end('\uFEFF \n<html><a href="/a">CSV</a>'),
  });
  expect((await fetchedOf(fetcherOn(server)(`${server.url}/a`, contact))).text).toBe("id,name\n");
  expect((await fetchedOf(fetcherOn(server)(`${server.url}/b`, contact))).text).toBe("id,name\n");
});

test("a list that moved on its own host is followed", async () => {
  await using server = await serve({
    "/old": (response) => response.writeHead(301, { location: "/new" }).end(),
    "/new": (response) => response.writeHead(200, csv).end("id\n"),
  });
  expect(await fetchedOf(fetcherOn(server)(`${server.url}/old`, contact))).toMatchObject({ text: "id\n", url: `${server.url}/new` });
});

/** Packed once: that takes longer than a fetch may. */
const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024, "x"));

test("robots.txt is obeyed, for the page, for the list behind its link, and where a redirect leads", async () => {
  const robots: Reply = (response) => response.writeHead(200, { "content-type": "text/plain" }).end("User-agent: *\nDisallow: /no\n");
  await using server = await serve({
    "/robots.txt": robots,
    "/list": (response) => response.writeHead(200, html).end('<a href="/no/list.csv">csv</a>'),
    "/moved": (response) => response.writeHead(302, { location: "/no/list.csv" }).end(),
    "/no/list.csv": (response) => response.writeHead(200, csv).end("id\n"),
  });
  const fetchList = fetcherOn(server);
  for (const path of ["/no/list.csv", "/list", "/moved"])
    expect(await refusalOf(fetchList(`${server.url}${path}`, contact))).toBe("robots.txt of 127.0.0.1 does not allow us to ask");
  expect(paths(server)).toEqual(["/robots.txt", "/list", "/moved"]);
});

const refused: readonly (readonly [string, Reply, RegExp])[] = [
  [
    "a page without a link",
    (response) => response.writeHead(200, html).end("<p>csv</p>"),
    /^the page on 127\.0\.0\.1 has no link to a CSV: give the address of the list itself$/,
  ],
  [
    "a page with two",
    (response) => response.writeHead(200, html).end('<a href="/a.csv">csv</a><a href="/b.csv">csv</a>'),
    /^the page on 127\.0\.0\.1 has 2 links to a CSV/,
  ],
  [
    "a link to another page",
    (response) => response.writeHead(200, html).end('<a href="/login.csv">csv</a>'),
    /^the link to the CSV on 127\.0\.0\.1 leads to a page, maybe one that asks to log in$/,
  ],
  [
    "a redirect to another host",
    (response) => response.writeHead(302, { location: "https://elsewhere.example/list.csv" }).end(),
    /another host/,
  ],
  [
    "a redirect inwards",
    (response) => response.writeHead(302, { location: "http://10.0.0.1/list.csv" }).end(),
    /not on the public internet/,
  ],
  ["a server out of order", (response) => response.writeHead(503, html).end(), /answered 503/],
  ["no such page", (response) => response.writeHead(404, html).end(), /answered 404/],
  ["a picture", (response) => response.writeHead(200, { "content-type": "image/png" }).end("png"), /sent something else/],
  ["an answer that says it is unchanged without having been asked", (response) => response.writeHead(304).end(), /answered 304/],
  [
    "more than 64 MB, packed small",
    (response) => response.writeHead(200, { ...csv, "content-encoding": "gzip" }).end(bomb),
    /more than 67108864 bytes/,
  ],
  [
    "a list that ends before it is whole",
    (response) => {
      response.writeHead(200, { ...csv, "content-length": "1000" });
      response.write("id,name,status\n");
      setImmediate(() => response.destroy());
    },
    /cannot be reached/,
  ],
];

test.each(refused)("nothing is taken from %s", async (_, reply, reason) => {
  await using server = await serve({
    "/list": reply,
    "/login.csv": (response) => response.writeHead(200, html).end("<form>Log in</form>"),
  });
  expect(await refusalOf(fetcherOn(server)(`${server.url}/list`, contact))).toMatch(reason);
});

test("a host that never ends is left after the time", async () => {
  await using server = await serve({
    "/list": (response) => {
      response.writeHead(200, csv).write("id,name\n");
    },
  });
  expect(await refusalOf(fetcherOn(server, { timeLimitMs: 300 })(`${server.url}/list`, contact))).toBe("127.0.0.1 took longer than 300 ms");
});

test("a host within our own network is not asked", async () => {
  await using server = await serve({ "/list": (response) => response.writeHead(200, csv).end("id\n") });
  expect(await refusalOf(fetcherOn(server, { allowAddress: () => false })(`${server.url}/list`, contact))).toMatch(
    /not on the public internet/,
  );
  expect(await refusalOf(fetcherOn(server)("file:///etc/passwd", contact))).not.toBe("");
  expect(server.requests).toEqual([]);
});
