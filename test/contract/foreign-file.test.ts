import { expect, test } from "vitest";
import { openForeignFile, type ListAsking } from "../../src/commands/import/foreign-file.ts";
import { UserError } from "../../src/user-error.ts";
import { createListFetcher } from "../../src/web/list-fetcher.ts";
import { servePages, type PageServer } from "../unit/web/page-server.ts";

const environment = { io: {} as Parameters<typeof openForeignFile>[1]["io"], resolvePath: (path: string) => path };

const askingOf = (server: PageServer): ListAsking => ({
  website: "https://campaign.example",
  inRealTime: true,
  listFetcher: async () =>
    createListFetcher({
      clock: () => Temporal.Instant.from("2026-11-21T09:00:00Z"),
      ports: [server.port],
      allowAddress: (address) => address === "127.0.0.1",
    }),
});

const serveList = (): Promise<PageServer> =>
  servePages((request, response) => {
    if (request.url === "/list") response.writeHead(200, { "content-type": "text/html" }).end('<a href="?format=csv">csv</a>');
    else if (request.url === "/list?format=csv") response.writeHead(200, { "content-type": "text/csv" }).end("id,name,status\n");
    else response.writeHead(404).end();
  });

test("an address is read as a file is, and speaks for today", async () => {
  await using server = await serveList();
  const { bytes, modified } = await openForeignFile(`${server.url}/list`, environment, askingOf(server));
  expect(Buffer.concat(await Array.fromAsync(bytes)).toString()).toBe("id,name,status\n");
  expect(modified).toBeNull();
});

test("nobody is asked without a contact, on a day that is only supposed, or in our own network", async () => {
  await using server = await serveList();
  const asking = askingOf(server);
  const complaint = async (more: Partial<ListAsking>, address = `${server.url}/list`): Promise<string> => {
    const error: unknown = await openForeignFile(address, environment, { ...asking, ...more }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).message;
  };
  expect(await complaint({ website: undefined })).toMatch(/^campaign\.yaml has no website, and nobody is asked/);
  expect(await complaint({ inRealTime: false })).toBe("A list that is fetched speaks for today: leave --now out, or give a file.");
  expect(await complaint({}, "http://192.168.0.1/list")).toBe("The list was not fetched: 192.168.0.1 is not on the public internet.");
  expect(await complaint({}, "https://anna:secret@example.org/list")).toBe(
    "The list was not fetched: an address with a password is not fetched.",
  );
  expect(server.requests).toEqual([]);
  expect(await complaint({}, `${server.url}/nowhere`)).toBe("The list was not fetched: 127.0.0.1 answered 404.");
});
