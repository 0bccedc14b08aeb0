import { describe, expect, test } from "vitest";
import { FetchRefused } from "../../../src/web/fetch-refused.ts";
import { readBody } from "../../../src/web/read-body.ts";

/** A body in the given pieces, which tells how many of them were taken. */
const bodyOf = (...pieces: string[]) => {
  const taken = { pieces: 0 };
  const body = async function* () {
    for (const piece of pieces) {
      taken.pieces += 1;
      yield await Promise.resolve(Buffer.from(piece));
    }
  };
  return { body: body(), taken };
};

describe("a body in pieces", () => {
  test("is put together", async () => {
    expect(Buffer.from(await readBody(bodyOf("ab", "", "cd").body, { maxBytes: 4 })).toString()).toBe("abcd");
    expect(await readBody(null, { maxBytes: 4 })).toHaveLength(0);
  });

  test("is not read on after the piece that is too much", async () => {
    const { body, taken } = bodyOf("ab", "cd", "e", "f");
    await expect(readBody(body, { maxBytes: 4 })).rejects.toThrow(FetchRefused);
    expect(taken.pieces).toBe(3);
  });

  test("is not read on where its beginning was enough", async () => {
    const { body, taken } = bodyOf("abc", "def", "ghi");
    expect(Buffer.from(await readBody(body, { maxBytes: 5, beginningIsEnough: true })).toString()).toBe("abcde");
    expect(taken.pieces).toBe(2);
  });

  test.each([
    ["in one piece", ["x</head>", "y"], 1],
    ["in either case", ["x</HeAd>", "y"], 1],
    ["torn in two", ["x</he", "ad>", "y"], 2],
    ["torn in many", ["<", "/", "h", "e", "a", "d", "y"], 6],
  ])("is not read on after what was looked for, %s", async (_, pieces, expected) => {
    const { body, taken } = bodyOf(...pieces);
    await readBody(body, { maxBytes: 1_000, until: "</head" });
    expect(taken.pieces).toBe(expected);
  });
});
