import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import type { Petition } from "../../src/campaign/petition.ts";
import type { Asking } from "../../src/campaign/petitions/petition-count.ts";
import { CountFailed } from "../../src/campaign/petitions/count-failed.ts";
import { counterOf, petitionPlatforms } from "../../src/campaign/petitions/petition-platforms.ts";
import { createPetitionCounter } from "../../src/web/petition-counter.ts";
import { aPetition } from "../unit/campaign/anniversaries/an-anniversary-plan.ts";
import { servePages, type PageServer } from "../unit/web/page-server.ts";

const json = { "content-type": "application/json; charset=utf-8" };
const contact = "https://campaign.example";

const petitionOn: Readonly<Record<"uk" | "eci" | "proca" | "procaByName", Petition>> = {
  uk: aPetition("uk", { platform: "uk-parliament", platformId: "700000" }),
  eci: aPetition("eci", { platform: "european-citizens-initiative", platformId: "2024/000007" }),
  proca: aPetition("proca", { platform: "proca", platformId: "1234" }),
  procaByName: aPetition("proca", { platform: "proca", platformId: "free-them/en" }),
};

/** As the platform has it, with what is nobody's business: who opened it, and who signed where. */
const ukRecord = (type: string, attributes: object, id = 700_000) => ({
  links: { self: `https://petition.parliament.uk/${type}s/${id}.json` },
  data: {
    type,
    id,
    attributes: {
      action: "Free them",
      creator_name: "Anna Example",
      opened_at: "2026-01-02T03:04:05.678Z",
      signatures_by_constituency: Array.from({ length: 650 }, (_, index) => ({
        name: `Place ${index}`,
        ons_code: "E14000530",
        mp: "Clara Example MP",
        signature_count: index,
      })),
      ...attributes,
    },
  },
});

const procaAnswer = (page: object | null) => ({ data: { actionPage: page } });

/** Answers as the three platforms do, and refuses what they do not know; `robots` is its robots.txt. */
const answerAsPlatforms = (request: IncomingMessage, response: ServerResponse): void => {
  const url = new URL(request.url ?? "", "http://platform.example");
  const answer = (status: number, body: unknown): void => void response.writeHead(status, json).end(JSON.stringify(body));
  if (request.method !== "GET") return answer(405, {});
  if (url.pathname === "/robots.txt") return void response.writeHead(404, { "content-type": "text/html" }).end("none");
  if (url.pathname === "/petitions/700000/count.json")
    return answer(200, { signature_count: 12_345, response_threshold_reached_at: "2026-01-02T03:04:05.678Z", debated: false });
  if (url.pathname === "/petitions/700000.json") return answer(200, ukRecord("petition", { state: "open", signature_count: 12_346 }));
  if (/^\/petitions\/600000(\/count)?\.json$/.test(url.pathname))
    return void response.writeHead(302, { location: "/archived/petitions/600000.json" }).end();
  if (url.pathname === "/archived/petitions/600000.json")
    return answer(200, ukRecord("archived-petition", { state: "closed", signature_count: 99_000 }, 600_000));
  if (url.pathname === "/core/api/register/details/2024/000007") {
    const entry = [{ countryCodeType: "LT", total: 4000 }];
    return answer(200, {
      status: "CLOSED",
      comRegNum: "ECI(2024)000007",
      deadline: "31/12/2025",
      sosReport: { totalSignatures: 54_321, entry },
    });
  }
  if (url.pathname === "/api") {
    const query = url.searchParams.get("query") ?? "";
    const { page } = JSON.parse(url.searchParams.get("variables") ?? "{}") as { page?: unknown };
    const stats = { campaign: { stats: { supporterCount: 777 } } };
    if (query === "query($page:Int!){actionPage(id:$page){id name campaign{status stats{supporterCount}}}}" && page === 1234)
      return answer(200, procaAnswer({ id: 1234, name: "free-them/de", campaign: { ...stats.campaign, status: "CLOSED" } }));
    if (query === "query($page:Int!){actionPage(id:$page){id name campaign{stats{supporterCount}}}}" && page === 1234)
      return answer(200, procaAnswer({ id: 1234, name: "free-them/de", ...stats }));
    if (query === "query($page:String!){actionPage(name:$page){id name campaign{stats{supporterCount}}}}" && page === "free-them/en")
      return answer(200, procaAnswer({ id: 1235, name: "free-them/en", ...stats }));
  }
  return answer(404, {});
};

/** Asks for the number alone, unless told otherwise. */
const counterOn = (server: PageServer, more: object = {}) => {
  const count = createPetitionCounter({
    clock: () => Temporal.Instant.from("2026-12-01T09:00:00Z"),
    ports: [server.port],
    allowAddress: (address) => address === "127.0.0.1",
    redirectTo: (address) => {
      const { pathname, search } = new URL(address);
      return `${server.url}${pathname}${search}`;
    },
    timeLimitMs: 3000,
    ...more,
  });
  return (petition: Petition, by: string | undefined, asking: Asking = "count") => count(petition, by, asking);
};

const failure = async (counting: Promise<unknown>): Promise<string> => {
  const error: unknown = await counting.then(
    (answer) => answer,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CountFailed);
  return (error as CountFailed).message;
};

/** A platform that answers the count with this, and has no robots.txt. */
const platformSaying = (reply: (response: ServerResponse) => void) =>
  servePages((request, response) => {
    if (request.url === "/robots.txt") response.writeHead(404).end();
    else reply(response);
  });

describe("a platform's own count", () => {
  test.each([
    ["uk", { signatures: 12_345, state: null }],
    ["eci", { signatures: 54_321, state: "closed" }],
    ["proca", { signatures: 777, state: null }],
    ["procaByName", { signatures: 777, state: null }],
  ] as const)("of %s is its number and its state, and nothing else", async (platform, expected) => {
    await using server = await servePages(answerAsPlatforms);
    expect(await counterOn(server)(petitionOn[platform], contact)).toEqual(expected);
    expect(server.requests.map(({ headers }) => headers["user-agent"])).toEqual(
      Array.from({ length: 2 }, () => expect.stringMatching(/^Rollcall\/\d+\.\d+\.\d+ \(\+https:\/\/campaign\.example\)$/)),
    );
  });

  test.each([
    ["an open petition of UK Parliament", petitionOn.uk, { signatures: 12_346, state: "open" }, 2],
    ["an archived one, where it was moved to", { ...petitionOn.uk, platformId: "600000" }, { signatures: 99_000, state: "closed" }, 3],
    ["a Proca campaign", petitionOn.proca, { signatures: 777, state: "closed" }, 2],
    ["an initiative", petitionOn.eci, { signatures: 54_321, state: "closed" }, 2],
  ] as const)("comes with the state, and nothing else, where the record of %s is asked for", async (_, petition, expected, requests) => {
    await using server = await servePages(answerAsPlatforms);
    expect(await counterOn(server)(petition, contact, "state")).toEqual(expected);
    // The robots.txt, and what a redirect leads to, belong to the one call.
    expect(server.requests).toHaveLength(requests);
  });

  test("of an archived petition is found where the address of its number leads there, too", async () => {
    await using server = await servePages(answerAsPlatforms);
    const archived = { ...petitionOn.uk, platformId: "600000" };
    expect(await counterOn(server)(archived, contact)).toEqual({ signatures: 99_000, state: "closed" });
  });

  test.each([
    ["open", "open"],
    ["closed", "closed"],
    ["rejected", "closed"],
    ["hidden", "closed"],
    ["stopped", "closed"],
    ["sponsored", null],
    ["toString", null],
    [null, null],
    [{}, null],
  ])("of UK Parliament in the state %s is taken for %s", async (state, expected) => {
    await using server = await platformSaying((response) =>
      response.writeHead(200, json).end(JSON.stringify(ukRecord("petition", { state, signature_count: 5 }))),
    );
    expect(await counterOn(server)(petitionOn.uk, contact, "state")).toEqual({ signatures: 5, state: expected });
  });

  test("is asked for where the platform has it", () => {
    const addresses = Object.values(petitionOn).map(({ platform, platformId }) =>
      petitionPlatforms[platform as "proca"].addressOf(platformId ?? ""),
    );
    expect(addresses.map((address) => address.split("?")[0])).toEqual([
      "https://petition.parliament.uk/petitions/700000/count.json",
      "https://register.eci.ec.europa.eu/core/api/register/details/2024/000007",
      "https://api.proca.app/api",
      "https://api.proca.app/api",
    ]);
    expect(addresses.slice(0, 3).map(counterOf)).toEqual(["UK Parliament", "European Citizens’ Initiative", "Proca"]);
  });

  test("is not asked for without a contact, by hand, or with another platform's number", async () => {
    await using server = await servePages(answerAsPlatforms);
    const count = counterOn(server);
    expect(await failure(count(petitionOn.uk, undefined))).toContain("campaign.yaml has no website");
    expect(await failure(count(aPetition("by-hand"), contact))).toContain("platform: manual");
    expect(await failure(count({ ...petitionOn.uk, platformId: "../admin" }, contact))).toContain("platformId");
    expect(server.requests).toEqual([]);
  });
});

describe("what is no count never becomes one", () => {
  const bodies: readonly (readonly [string, string, keyof typeof petitionOn])[] = [
    ["a string", '{"signature_count":"12345"}', "uk"],
    ["a fraction", '{"signature_count":12.5}', "uk"],
    ["less than nothing", '{"signature_count":-1}', "uk"],
    ["null", '{"signature_count":null}', "uk"],
    ["nothing", "{}", "uk"],
    ["more than there are people", '{"signature_count":99999999999}', "uk"],
    ["infinite", '{"signature_count":1e999}', "uk"],
    ["a list", '[{"signature_count":5}]', "uk"],
    ["nested", '{"data":{"signature_count":5}}', "uk"],
    ["another petition's record", JSON.stringify(ukRecord("petition", { state: "open", signature_count: 5 }, 700_001)), "uk"],
    ["a record without a number", JSON.stringify(ukRecord("petition", { state: "open" })), "uk"],
    ["a record without a name", '{"data":{"attributes":{"state":"open","signature_count":5}}}', "uk"],
    ["true", '{"signature_count":true}', "uk"],
    ["cut off", '{"signature_count":12', "uk"],
    ["another initiative", '{"comRegNum":"ECI(2024)000008","sosReport":{"totalSignatures":5}}', "eci"],
    ["another initiative by its number", '{"registrationNumber":"2023/000007","sosReport":{"totalSignatures":5}}', "eci"],
    ["another initiative by year and number", '{"year":2024,"number":8,"sosReport":{"totalSignatures":5}}', "eci"],
    ["no report", '{"status":"ONGOING","sosReport":null}', "eci"],
    ["a total in words", '{"sosReport":{"totalSignatures":"many"}}', "eci"],
    ["another page", '{"data":{"actionPage":{"id":9,"campaign":{"stats":{"supporterCount":5}}}}}', "proca"],
    ["another page's name", '{"data":{"actionPage":{"id":9,"name":"x","campaign":{"stats":{"supporterCount":5}}}}}', "procaByName"],
    ["no page", '{"data":{"actionPage":null}}', "proca"],
    ["errors", '{"errors":[{}],"data":{"actionPage":{"id":1234,"campaign":{"stats":{"supporterCount":5}}}}}', "proca"],
  ];
  test.each(bodies)("%s", async (_, body, platform) => {
    await using server = await platformSaying((response) => response.writeHead(200, json).end(body));
    expect(await failure(counterOn(server)(petitionOn[platform], contact))).toContain("answered without a number");
  });

  test("a page for people, a server out of order, an endless answer, one that never ends, a redirect to another host or inwards", async () => {
    const replies: readonly (readonly [(response: ServerResponse) => void, RegExp])[] = [
      [(response) => response.writeHead(200, { "content-type": "text/html" }).end('{"signature_count":5}'), /something else/],
      [(response) => response.writeHead(503, json).end('{"signature_count":5}'), /answered 503/],
      [(response) => response.writeHead(200, json).end(`{"signature_count":5,"x":"${"x".repeat(2_000_000)}"}`), /large|more|bytes/],
      [(response) => void response.writeHead(200, json).write('{"signature_count":'), /took longer/],
      [(response) => response.writeHead(302, { location: "https://elsewhere.example/count.json" }).end(), /another host/],
      [(response) => response.writeHead(302, { location: "http://10.0.0.1/count.json" }).end(), /not on the public internet/],
    ];
    for (const [reply, complaint] of replies) {
      await using server = await platformSaying(reply);
      expect(await failure(counterOn(server, { timeLimitMs: 500 })(petitionOn.uk, contact))).toMatch(complaint);
    }
  });

  test("a platform within our own network", async () => {
    await using server = await servePages(answerAsPlatforms);
    expect(await failure(counterOn(server, { allowAddress: () => false })(petitionOn.uk, contact))).toContain("public internet");
    expect(server.requests).toEqual([]);
  });
});

describe("robots.txt", () => {
  const serveRobots = (robots: (response: ServerResponse) => void) =>
    servePages((request, response) => {
      if (request.url === "/robots.txt") robots(response);
      else answerAsPlatforms(request, response);
    });
  const saying = (text: string) => (response: ServerResponse) => void response.writeHead(200, { "content-type": "text/plain" }).end(text);

  test.each([
    ["bars everybody", saying("User-agent: *\nDisallow: /petitions/")],
    ["bars us by name", saying("User-agent: *\nAllow: /\n\nUser-agent: rollcall\nDisallow: /")],
    ["is out of order", (response: ServerResponse) => void response.writeHead(500).end()],
    ["asks us to slow down", (response: ServerResponse) => void response.writeHead(429).end()],
  ])("that %s is obeyed", async (_, robots) => {
    await using server = await serveRobots(robots);
    expect(await failure(counterOn(server)(petitionOn.uk, contact))).toMatch(/robots\.txt|answered (500|429)/);
    expect(server.requests.map(({ url }) => url)).toEqual(["/robots.txt"]);
  });

  test("that allows it is read once a day for all petitions of a host", async () => {
    await using server = await serveRobots(saying("User-agent: *\nDisallow: /admin\nAllow: /petitions/"));
    const count = counterOn(server);
    await count(petitionOn.uk, contact);
    await count(petitionOn.eci, contact);
    expect(server.requests.filter(({ url }) => url === "/robots.txt")).toHaveLength(1);
  });

  test("counts for where a redirect leads, too", async () => {
    await using server = await servePages((request, response) => {
      if (request.url === "/robots.txt") saying("User-agent: *\nDisallow: /archived/")(response);
      else response.writeHead(302, { location: "/archived/petitions/700000.json" }).end();
    });
    expect(await failure(counterOn(server)(petitionOn.uk, contact))).toContain("robots.txt");
    expect(server.requests.map(({ url }) => url)).toEqual(["/robots.txt", "/petitions/700000/count.json"]);
  });
});
