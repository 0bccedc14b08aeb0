import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCampaigners } from "../../src/telegram/admin/parse-campaigners.ts";
import { UserError } from "../../src/user-error.ts";

describe("TELEGRAM_CAMPAIGNERS", () => {
  it("names campaigners by the number of their account, of which one may have two", () => {
    expect([...parseCampaigners("Ania:123456, Yan Kowalski : 98765 ,Ania:7")]).toEqual([
      [123_456, "Ania"],
      [98_765, "Yan Kowalski"],
      [7, "Ania"],
    ]);
  });

  it.each([undefined, "", "  "])("may name nobody: %j", (value) => {
    expect(parseCampaigners(value).size).toBe(0);
  });

  it.each([
    ["Ania", "entry 1 is not NAME:ID"],
    ["Ania:123,", "entry 2 is not NAME:ID"],
    [":123", "entry 1 has no name"],
    ["Ania:123,Yan:@yan", "entry 2 needs the number of a person's Telegram account"],
    ["Ania:-100123", "entry 1 needs the number"],
    ["Ania:0", "entry 1 needs the number"],
    ["Ania:12.5", "entry 1 needs the number"],
    ["Ania:9999999999999999", "entry 1 needs the number"],
    ["Ania:1:2", "entry 1 has a name with a colon"],
    ["A\nnia:1", "entry 1 has a name with a colon or an invisible character"],
    [`${"A".repeat(41)}:1`, "entry 1 has a name of more than 40 characters"],
    ["Ania:1,Yan:1", "entry 2 has the number of an earlier entry"],
  ])("is refused where it is %j", (value, message) => {
    expect(() => parseCampaigners(value)).toThrow(UserError);
    expect(() => parseCampaigners(value)).toThrow(message);
  });

  const anything = fc.oneof(fc.string(), fc.stringMatching(/^[ABC]{1,3}:\d{3,18}(,[ABC:]{0,3}\d{0,9}){0,3}$/));
  const read = (value: string): { readonly named: readonly string[]; readonly refusal: string | null } => {
    try {
      return { named: [...parseCampaigners(value)].map(([id, name]) => `${name}:${id}`), refusal: null };
    } catch (error) {
      return { named: [], refusal: error instanceof UserError ? error.message : `not a UserError: ${String(error)}\n` };
    }
  };

  it("is read, or refused in one line that repeats no number of it, whatever it is", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const { named, refusal } = read(value);
        const tight = value.replaceAll(/\s*:\s*/g, ":");
        expect(named.filter((one) => !tight.includes(one))).toEqual([]);
        expect(refusal ?? "").not.toContain("\n");
        expect([...value.matchAll(/\d{7,}/g)].filter(([number]) => refusal?.includes(number))).toEqual([]);
      }),
    );
  });
});
