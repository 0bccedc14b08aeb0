import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a server that gives everything away says about a request. */
export const echoes = {
  authorization: ({ authorization }) => authorization,
  "the address": ({ address }) => address,
  words: ({ words }) => words.slice(0, 60),
  "words in the middle of a sentence": ({ words }) => `Validation failed: Text "${words.slice(5, 40)}" is not allowed here`,
  "encoded words": ({ words }) => encodeURIComponent(words).slice(0, 150),
  // Only Telegram speaks with readers, and so could name one.
  "a reader": ({ address }) =>
    address.startsWith("/bot") ? `Forbidden: bot was blocked by ${reader.name} (@${reader.userName}, ${reader.id})` : "Forbidden",
  "encoded secrets": ({ authorization, address }) => Buffer.from(`${authorization} ${address}`).toString("base64").slice(0, 180),
  "secrets and words broken over lines": ({ authorization, address, words }) =>
    `${authorization} ${address} ${words}`.replace(/.{7}/gu, "$&\n").slice(0, 180),
  "encoded words in small letters": ({ words }) => encodeURIComponent(words).toLowerCase().slice(0, 150),
  "a user and the token in base64": ({ authorization, address }) =>
    Buffer.from(`campaign:${/^Bearer (.*)/.exec(authorization)?.[1] ?? address.split("/")[1]}`)
      .toString("base64")
      .slice(0, 180),
  everything: ({ authorization, address, body }) => `${authorization} ${address} ${body}`,
} as const satisfies Readonly<Record<string, (seen: Seen) => string>>;

export type Echo = keyof typeof echoes;

/** Somebody whom a server's answers name. */
export const reader = { name: "Zmitser Readerovich", userName: "zmitser_reads_this", id: "771234567890" };

interface Seen {
  readonly authorization: string;
  readonly address: string;
  readonly body: string;
  /** The post's text, as far as the body has one. */
  readonly words: string;
}

export interface EchoServer extends AsyncDisposable {
  readonly url: string;
  /** What sessions are made of. */
  readonly tokens: { readonly accessJwt: string; readonly refreshJwt: string };
  /** Paths that work; all others fail. */
  works: RegExp;
  status: number;
  echo: Echo;
  type: "json" | "html" | "text";
  /** Requests that failed so far. */
  failed(): number;
}

const jwt = (name: string): string => `eyJhbGciOiJFUzI1NksifQ.${Buffer.from(`{"sub":"${name}"}`).toString("base64url")}.${name.repeat(4)}`;

const wordsIn = (body: string): string => {
  const json = /"(?:text|status|caption)":"((?:[^"\\]|\\.)*)"/.exec(body)?.[1];
  if (json !== undefined) return JSON.parse(`"${json}"`);
  return (
    /name="(?:text|status|caption|description)"\r\n(?:[^\r\n]+\r\n)*\r\n([^]*?)\r\n--/.exec(body)?.[1] ??
    new URLSearchParams(body).get("status") ??
    body
  );
};

const readAll = async (incoming: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
};

const asHeader = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, "?").slice(0, 500);

/**
 * A server in the place of all three networks that fails as it is told to, and says in its answer (body, headers, reason phrase)
 * what the request held: its authorization, its address, the words of the post.
 */
export const startEchoServer = async (): Promise<EchoServer> => {
  const tokens = { accessJwt: jwt("access-secret"), refreshJwt: jwt("refresh-secret") };
  let failed = 0;

  const working = (path: string): object | null => {
    if (path.includes("createSession") || path.includes("refreshSession"))
      return { did: "did:plc:echoechoechoechoechoecho", handle: "everyname.test", ...tokens };
    if (path.includes("/media")) return { id: "1", type: "image", url: "https://mastodon.example/1.png" };
    if (path.includes("uploadBlob"))
      return {
        blob: {
          $type: "blob",
          ref: { $link: "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku" },
          mimeType: "image/png",
          size: 1,
        },
      };
    if (path.includes("verify_credentials")) return { id: "1", username: "everyname" };
    if (path.includes("/getMe")) return { ok: true, result: { id: 1, is_bot: true, first_name: "Bot", username: "everyname_bot" } };
    return null;
  };

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = incoming.url ?? "";
    const body = await readAll(incoming);
    const answered = server.works.test(address) ? working(address) : null;
    if (answered !== null) {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(answered));
      return;
    }
    failed += 1;
    const said = echoes[server.echo]({ authorization: incoming.headers.authorization ?? "", address, body, words: wordsIn(body) });
    response.writeHead(server.status, asHeader(said), {
      "content-type": { json: "application/json", html: "text/html; charset=utf-8", text: "text/plain" }[server.type],
      "x-error": asHeader(said),
      "www-authenticate": `Bearer error="${asHeader(said)}"`,
      location: `/${encodeURIComponent(said)}`,
      "retry-after": "1",
    });
    const { status } = server;
    const json = { ok: false, error_code: status, description: said, error: said, error_description: said, message: said, errors: [said] };
    response.end({ json: JSON.stringify(json), html: `<!doctype html><title>${said}</title><h1>${said}</h1>`, text: said }[server.type]);
  };

  const http = createServer((incoming, response) => {
    answer(incoming, response).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => {
    http.listen(0, "127.0.0.1", resolve);
  });
  const server: EchoServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    tokens,
    works: /^$/,
    status: 500,
    echo: "everything",
    type: "json",
    failed: () => failed,
    [Symbol.asyncDispose]: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => {
        http.close(resolve);
      });
    },
  };
  return server;
};
