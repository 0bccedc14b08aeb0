import type { IncomingMessage } from "node:http";
import { text as readText } from "node:stream/consumers";
import { Refusal } from "./reply.ts";

/** A request's parameters wherever they came in: query, JSON, form or multipart. */
export type Parameters = Readonly<Record<string, unknown>>;

const fromForm = (entries: Iterable<[string, unknown]>): Record<string, unknown> => {
  const values: Record<string, unknown> = {};
  for (const [key, value] of entries) {
    const list = /^(.*)\[\d*\]$/.exec(key)?.[1];
    if (list === undefined) values[key] = value;
    else values[list] = [...((values[list] as unknown[] | undefined) ?? []), value];
  }
  return values;
};

const readBody = async (request: IncomingMessage): Promise<Parameters> => {
  const type = request.headers["content-type"] ?? "";
  if (type.startsWith("multipart/form-data")) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return fromForm(await new Response(Buffer.concat(chunks), { headers: { "Content-Type": type } }).formData());
  }
  const body = await readText(request);
  if (body === "") return {};
  if (type.startsWith("application/x-www-form-urlencoded")) return fromForm(new URLSearchParams(body));
  if (!type.startsWith("application/json")) return {};
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? (value as Parameters) : {};
  } catch {
    throw new Refusal(400, "There was a problem in the JSON you submitted");
  }
};

export const readParameters = async (request: IncomingMessage, url: URL): Promise<Parameters> => ({
  ...fromForm(url.searchParams),
  ...(await readBody(request)),
});

export const string = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
export const truthy = (value: unknown): boolean => value === true || value === "true" || value === "1" || value === "on";
export const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(string) : []);
