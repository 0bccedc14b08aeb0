import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FetchRefused } from "../../../src/web/fetch-refused.ts";
import type { RefusalKind } from "../../../src/web/fetch-refused.ts";
import { createSafeFetch } from "../../../src/web/safe-fetch.ts";
import type { FetchWish, SafeFetch } from "../../../src/web/safe-fetch.ts";
import { servePages } from "./page-server.ts";
import type { PageServer } from "./page-server.ts";

const wish: FetchWish = { accept: ["text/html"], maxBytes: 100_000, timeLimitMs: 5_000 };
const html = { "content-type": "text/html" };

/** Goes to the test's own server and to nothing else that is private. */
const fetchFrom = (server: PageServer, more: Partial<Parameters<typeof createSafeFetch>[0]> = {}): SafeFetch =>
  createSafeFetch({ userAgent: "Rollcall/test", ports: [server.port], allowAddress: (address) => address === "127.0.0.1", ...more });

const refusal = async (fetching: Promise<unknown>): Promise<FetchRefused> => {
  const error: unknown = await fetching.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(FetchRefused);
  return error as FetchRefused;
};
const refusalKind = async (fetching: Promise<unknown>): Promise<RefusalKind> => (await refusal(fetching)).kind;

describe("a page that may be fetched", () => {
  test("comes with its type, its charset and where it was in the end", async () => {
    await using server = await servePages((request, response) => {
      if (request.url === "/old") response.writeHead(301, { location: "/new" }).end("moved");
      else response.writeHead(200, { "content-type": 'Text/HTML; Charset="Windows-1251"' }).end("<p>ok");
    });
    const page = await fetchFrom(server)(`${server.url}/old#part`, wish);
    expect(page).toEqual({ data: Buffer.from("<p>ok"), mediaType: "text/html", charset: "windows-1251", url: `${server.url}/new` });
  });

  test("learns who we are, and nothing of where we come from", async () => {
    await using server = await servePages((request, response) => {
      if (request.url === "/") response.writeHead(302, { location: "/next", "set-cookie": "id=1" }).end();
      else response.writeHead(200, html).end();
    });
    await fetchFrom(server)(server.url, wish);
    expect(server.requests).toHaveLength(2);
    for (const { headers } of server.requests) {
      expect(headers["user-agent"]).toBe("Rollcall/test");
      expect([headers.cookie, headers.referer, headers.authorization, headers.origin]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  test("is unpacked", async () => {
    await using server = await servePages((_, response) => {
      response.writeHead(200, { ...html, "content-encoding": "gzip" }).end(gzipSync("<p>packed"));
    });
    expect(Buffer.from((await fetchFrom(server)(server.url, wish)).data).toString()).toBe("<p>packed");
  });

  test("is not asked for through the environment's proxy", async () => {
    await using proxy = await servePages((_, response) => {
      response.writeHead(200, html).end("from the proxy");
    });
    await using server = await servePages((_, response) => {
      response.writeHead(200, html).end("from the page");
    });
    process.env["http_proxy"] = proxy.url;
    try {
      expect(Buffer.from((await fetchFrom(server)(server.url, wish)).data).toString()).toBe("from the page");
    } finally {
      delete process.env["http_proxy"];
    }
    expect(proxy.requests).toEqual([]);
  });
});

describe("an address inside our own network", () => {
  const nothingAllowed = createSafeFetch({ userAgent: "Rollcall/test" });

  test.each([
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0x7f.0.0.1/",
    "http://127.0.0.1./",
    "http://１２７.０.０.１/",
    "http://0/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fd00:ec2::254]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://172.31.255.255/",
    "http://100.64.0.1/",
    "http://255.255.255.255/",
    "https://0.0.0.0/",
    "http://localhost/",
  ])("is refused in any spelling: %s", async (url) => {
    expect(await refusalKind(nothingAllowed(url, wish))).toBe("not-allowed");
  });

  test("is refused before anything is sent to it, in every spelling of a private IPv4 address", async () => {
    const spellings = fc
      .tuple(fc.constantFrom(10, 127, 0, 224, 255), fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(5))
      .map(([a, b, c, d, how]) => {
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        const hex = `0x${number.toString(16)}`;
        return [
          `${a}.${b}.${c}.${d}`,
          `${number}`,
          hex,
          `0${number.toString(8)}`,
          `${a}.${b}.${c * 256 + d}`,
          `[::ffff:${a}.${b}.${c}.${d}]`,
        ][how];
      });
    await fc.assert(
      fc.asyncProperty(spellings, async (host) => {
        expect(await refusalKind(nothingAllowed(`http://${host}/`, wish))).toBe("not-allowed");
      }),
    );
  });

  test.each([
    ["its name leads there", [{ address: "10.0.0.8", family: 4 }]],
    [
      "one of its addresses is there",
      [
        { address: "93.184.216.34", family: 4 },
        { address: "::1", family: 6 },
      ],
    ],
    ["it is an IPv4 address in IPv6", [{ address: "::ffff:127.0.0.1", family: 6 }]],
  ])("is refused where %s", async (_, addresses) => {
    const safeFetch = createSafeFetch({ userAgent: "Rollcall/test", resolve: async () => addresses });
    expect(await refusalKind(safeFetch("http://example.org/", wish))).toBe("not-allowed");
  });

  test("is refused to a name that was public a moment ago", async () => {
    await using server = await servePages((_, response) => {
      response.writeHead(302, { location: `http://rebinds.example:${server.port}/secret` }).end();
    });
    let lookUps = 0;
    const resolve = async () => {
      lookUps += 1;
      return [{ address: lookUps === 1 ? "127.0.0.1" : "127.0.0.2", family: 4 }];
    };
    // 127.0.0.1 stands for the public internet here, 127.0.0.2 for our own network.
    expect(await refusalKind(fetchFrom(server, { resolve })(`http://rebinds.example:${server.port}/`, wish))).toBe("not-allowed");
    expect(lookUps).toBe(2);
    expect(server.requests.map(({ url }) => url)).toEqual(["/"]);
  });

  test("is what the check saw: a connection never looks a name up again", async () => {
    await using server = await servePages((_, response) => {
      response.writeHead(200, html).end();
    });
    let lookUps = 0;
    const resolve = async () => {
      lookUps += 1;
      return [{ address: "127.0.0.1", family: 4 }];
    };
    await fetchFrom(server, { resolve })(`http://once.example:${server.port}/`, wish);
    expect(lookUps).toBe(1);
    expect(server.requests[0]!.headers.host).toBe(`once.example:${server.port}`);
  });

  test.each([
    "http://127.0.0.2/",
    "http://[::1]/",
    "//169.254.169.254/",
    "http://0x7f.2/",
    "file:///etc/passwd",
    "ftp://example.org/",
    "http://127.0.0.1:6379/",
  ])("is refused as the target of a redirect: %s", async (location) => {
    await using server = await servePages((_, response) => {
      response.writeHead(302, { location }).end();
    });
    expect(await refusalKind(fetchFrom(server)(server.url, wish))).toBe("not-allowed");
    expect(server.requests).toHaveLength(1);
  });
});

describe("what is refused without asking anybody", () => {
  const unreachable = createSafeFetch({ userAgent: "Rollcall/test", resolve: () => Promise.reject(new Error("asked")) });

  test.each([
    "",
    "example.org",
    "javascript:alert(1)",
    "data:text/html,hi",
    "file:///etc/passwd",
    "ftp://example.org/",
    "gopher://example.org/",
  ])("what is no web page: %j", async (url) => {
    expect(await refusalKind(unreachable(url, wish))).toBe("not-allowed");
  });

  test.each([
    "http://example.org:22/",
    "http://example.org:6379/",
    "https://example.org:8443/",
    "http://user:pass@example.org/",
    "http://user@example.org/",
  ])("ports and passwords: %s", async (url) => {
    expect(await refusalKind(unreachable(url, wish))).toBe("not-allowed");
  });
});

describe("an answer that is not for us", () => {
  const answers = (headers: Record<string, string>, body: string | Buffer, status = 200) =>
    servePages((_, response) => {
      response.writeHead(status, headers).end(body);
    });

  test.each([
    ["another type", 200, { "content-type": "application/json" }],
    ["no type", 200, {}],
    ["a type that only begins alike", 200, { "content-type": "text/html-evil" }],
    ["not found", 404, html],
    ["broken", 500, html],
    ["half an answer", 206, html],
  ])("is refused: %s", async (_, status, headers) => {
    await using server = await answers(headers, "x", status);
    expect(await refusalKind(fetchFrom(server)(server.url, wish))).toBe("unusable");
  });

  test("is refused: redirects in a circle", async () => {
    await using server = await answers({ location: "/again" }, "", 302);
    expect(await refusalKind(fetchFrom(server)(server.url, wish))).toBe("unusable");
    expect(server.requests).toHaveLength(4);
  });

  test("is refused: more than was asked for", async () => {
    await using server = await answers(html, Buffer.alloc(100_001, "x"));
    expect(await refusalKind(fetchFrom(server)(server.url, wish))).toBe("unusable");
  });

  test("is cut where its beginning is enough", async () => {
    await using server = await answers(html, Buffer.alloc(300_000, "x"));
    expect((await fetchFrom(server)(server.url, { ...wish, beginningIsEnough: true })).data.byteLength).toBe(100_000);
  });

  test("is dropped at the limit though it unpacks to a gigabyte", async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000), { level: 9 });
    await using server = await answers({ ...html, "content-encoding": "gzip" }, bomb);
    const before = process.memoryUsage().rss;
    expect(await refusalKind(fetchFrom(server)(server.url, wish))).toBe("unusable");
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test("is refused: what is not packed as it says", async () => {
    await using server = await answers({ ...html, "content-encoding": "gzip" }, "not gzip at all");
    expect(await refusal(fetchFrom(server)(server.url, wish))).toBeInstanceOf(FetchRefused);
  });

  test("is refused: a header without end", async () => {
    await using server = await answers({ ...html, "x-long": "y".repeat(60_000) }, "x");
    expect(await refusalKind(fetchFrom(server)(server.url, wish))).toBe("unreachable");
  });

  test("ends early, with all that was wanted, where an endless page has shown its head", async () => {
    await using server = await servePages((_, response) => {
      response.writeHead(200, html).write("<title>Here</title></HE");
      response.write("AD>");
      // Never ended: only `until` ends the reading.
    });
    const page = await fetchFrom(server)(server.url, { ...wish, until: "</head" });
    expect(Buffer.from(page.data).toString()).toContain("Here");
  });
});

describe("the time limit", () => {
  const quick: FetchWish = { ...wish, timeLimitMs: 250 };

  test.each([
    ["a server that says nothing", () => undefined],
    [
      "a body that drips",
      (response: ServerResponse) => {
        response.writeHead(200, html);
        const drip = setInterval(() => response.write("x"), 20);
        response.on("close", () => clearInterval(drip));
      },
    ],
    [
      "a body that never ends",
      (response: ServerResponse) => {
        response.writeHead(200, html).write("<p>");
      },
    ],
  ])("ends %s", async (_, answer) => {
    await using server = await servePages((_request, response) => {
      answer(response);
    });
    const started = performance.now();
    expect(await refusalKind(fetchFrom(server)(server.url, quick))).toBe("too-slow");
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test("ends a look-up that hangs", async () => {
    const safeFetch = createSafeFetch({ userAgent: "Rollcall/test", resolve: () => new Promise(() => undefined) });
    expect(await refusalKind(safeFetch("http://example.org/", quick))).toBe("too-slow");
  });

  test("is for all redirects together", async () => {
    await using server = await servePages((_, response) => {
      setTimeout(() => response.writeHead(302, { location: "/on" }).end(), 120);
    });
    expect(await refusalKind(fetchFrom(server)(server.url, quick))).toBe("too-slow");
  });

  test("is not waited for where there is no such host, or nobody listens", async () => {
    const started = performance.now();
    const nowhere = createSafeFetch({ userAgent: "Rollcall/test", resolve: () => Promise.reject(new Error("ENOTFOUND")) });
    expect(await refusalKind(nowhere("http://nowhere.invalid/", wish))).toBe("unreachable");
    const server = await servePages(() => undefined);
    await server[Symbol.asyncDispose]();
    expect(await refusalKind(fetchFrom(server)(server.url, wish))).toBe("unreachable");
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test("leaves no connection behind", async () => {
    let closed: (() => void) | undefined;
    const closing = new Promise<void>((resolve) => {
      closed = resolve;
    });
    await using server = await servePages((_, response) => {
      response.socket?.on("close", () => closed?.());
      response.writeHead(200, html).end("done");
    });
    await fetchFrom(server)(server.url, wish);
    await expect(closing).resolves.toBeUndefined();
  });
});

test("a refusal never repeats more of an address than its host", async () => {
  await using server = await servePages((_, response) => {
    response.writeHead(403, html).end();
  });
  expect((await refusal(fetchFrom(server)(`${server.url}/secret-path?token=abc`, wish))).message).not.toMatch(/secret-path|abc/);
});
