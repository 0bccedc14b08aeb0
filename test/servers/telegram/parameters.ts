import type { IncomingMessage } from "node:http";
import { badRequest, BotApiError } from "./bot-api-error.ts";

export interface UploadedFile {
  readonly name: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** A call's parameters as the Bot API sees them: strings, whatever way they came, and files. */
export interface Parameters {
  readonly values: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

const bodyLimit = 50 * 1024 * 1024;

const readBody = async (request: IncomingMessage): Promise<Buffer<ArrayBuffer>> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  if (size > bodyLimit) throw new BotApiError(413, "Request Entity Too Large");
  return Buffer.concat(chunks);
};

const asString = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const readJson = (body: Buffer): [string, string][] => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString("utf8"));
  } catch {
    throw badRequest("can't parse JSON object");
  }
  if (parsed === null || typeof parsed !== "object" || Array.isArray(parsed)) throw badRequest("expected a JSON object");
  return Object.entries(parsed)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => [key, asString(value)]);
};

/** From the address, a JSON body, an urlencoded body or a multipart body; https://core.telegram.org/bots/api#making-requests */
export const readParameters = async (request: IncomingMessage, url: URL): Promise<Parameters> => {
  const values = new Map<string, string>(url.searchParams);
  const files = new Map<string, UploadedFile>();
  const body = await readBody(request);
  const type = request.headers["content-type"] ?? "";
  if (body.length === 0) return { values, files };
  if (type.startsWith("application/json")) {
    for (const [key, value] of readJson(body)) values.set(key, value);
  } else if (type.startsWith("application/x-www-form-urlencoded")) {
    for (const [key, value] of new URLSearchParams(body.toString("utf8"))) values.set(key, value);
  } else if (type.startsWith("multipart/form-data")) {
    const form = await new Response(body, { headers: { "content-type": type } }).formData().catch(() => {
      throw badRequest("can't parse multipart body");
    });
    for (const [key, value] of form) {
      if (typeof value === "string") values.set(key, value);
      else files.set(key, { name: value.name, data: new Uint8Array(await value.arrayBuffer()) });
    }
  }
  return { values, files };
};

/** For calls that come in a webhook's answer. */
export const parametersFrom = (object: Readonly<Record<string, unknown>>): Parameters => ({
  values: new Map(Object.entries(object).map(([key, value]) => [key, asString(value)])),
  files: new Map(),
});

export const integer = (parameters: Parameters, name: string): number | undefined => {
  const value = parameters.values.get(name);
  return value !== undefined && /^-?\d{1,16}$/.test(value) ? Number(value) : undefined;
};

export const flag = (parameters: Parameters, name: string): boolean => /^(true|yes|1)$/i.test(parameters.values.get(name) ?? "");

/** A JSON-serialized parameter; undefined where it is not there. */
export const json = (parameters: Parameters, name: string): unknown => {
  const value = parameters.values.get(name);
  if (value === undefined || value === "") return undefined;
  try {
    return JSON.parse(value);
  } catch {
    throw badRequest(`can't parse ${name.replaceAll("_", " ")} JSON object`);
  }
};
