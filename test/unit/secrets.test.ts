import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeCrash } from "../../src/describe-crash.ts";
import { PublishError } from "../../src/delivery/publish-error.ts";
import type { Publisher } from "../../src/delivery/publisher.ts";
import { guardWords } from "../../src/networks/guard-words.ts";
import { createSecretFinder } from "../../src/secrets.ts";
import { outgoing } from "../contract/bluesky-fixture.ts";

const token = fc.stringMatching(/^[A-Za-z0-9_:-]{16,60}$/);
const around = fc.string({ maxLength: 40 });

test("a secret is found wherever it stands, whole or in part, as it is or encoded", () => {
  const encodings: ((secret: string) => string)[] = [
    (secret) => secret,
    encodeURIComponent,
    (secret) => JSON.stringify({ secret }),
    (secret) => secret.slice(2, 14),
    (secret) => Buffer.from(`Bearer ${secret}`).toString("base64"),
    (secret) => Buffer.from(`ab${secret}`).toString("base64url"),
  ];
  fc.assert(
    fc.property(token, around, around, fc.constantFrom(...encodings), (secret, before, after, encode) => {
      expect(createSecretFinder([secret])(`${before}${encode(secret)}${after}`)).toBe(true);
    }),
  );
});

test("what has nothing of a secret is left alone, and so is everything where there is none", () => {
  expect(createSecretFinder(["mAsT0d0nT0kenOfTheCampaign"])("mastodon.example does not accept the access token")).toBe(false);
  expect(createSecretFinder(["", "short"])("nothing of it")).toBe(false);
  expect(createSecretFinder([])("anything")).toBe(false);
});

describe("the words of a publisher", () => {
  const failing = (error: Error): Publisher => {
    const fail = async (): Promise<never> => {
      throw error;
    };
    return { network: "mastodon", publish: fail, recover: fail, withdraw: fail } as unknown as Publisher;
  };
  const options = { secrets: ["mAsT0d0nT0kenOfTheCampaign"], open: ["https://mastodon.example"] };

  test("are kept where they repeat nothing, with all that the error says", async () => {
    const error = new PublishError("rate-limit", "https://mastodon.example asks for a pause.", { retryAfterMs: 5000 });
    const post = outgoing("Read more: https://mastodon.example/about");
    await expect(guardWords(failing(error), options).publish(post)).rejects.toBe(error);
  });

  test("are replaced where they quote the post, and its kind and its wait stay", async () => {
    const error = new PublishError("rejected", "It says: Every day, a name of many.", {
      retryAfterMs: 5000,
      cause: new Error("Every day"),
    });
    const thrown: unknown = await guardWords(failing(error), options)
      .publish(outgoing("Every day, a name of many."))
      .catch((reason: unknown) => reason);
    expect(thrown).toMatchObject({ name: "PublishError", kind: "rejected", retryAfterMs: 5000 });
    expect(String(thrown)).not.toContain("Every day");
  });
});

describe("what nobody foresaw", () => {
  test("is one line with the place, without the error's own words", () => {
    const error = new TypeError('Headers.append: "Bearer mAsT0d0nT0ken" is an invalid header value\nat line 3');
    error.stack = `${error.message}\n    at send (/home/rollcall/src/networks/mastodon/client.ts:80:3)`;
    expect(describeCrash(error)).toMatch(
      /^This is a fault of Rollcall, please report it: TypeError at src\/networks\/mastodon\/client\.ts:80\.$/,
    );
    expect(describeCrash("mAsT0d0nT0ken")).not.toContain("mAsT0d0nT0ken");
  });

  test("keeps what the operating system says", () => {
    let thrown: unknown;
    try {
      readFileSync("/no/such/file");
    } catch (error) {
      thrown = error;
    }
    expect(describeCrash(thrown)).toContain("ENOENT: no such file or directory, open '/no/such/file'");
    const denied = Object.assign(new Error("EACCES: permission denied"), { code: "EACCES", syscall: "open", path: "/data/x" });
    expect(describeCrash(denied)).toMatch(/^Rollcall has no right to \/data\/x .*DATA_DIR/);
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });
    expect(describeCrash(full)).toMatch(/^The disk is full/);
  });
});
