import { describe, expect, test } from "vitest";
import { warningsOn } from "../../../src/campaign/own/warnings-on.ts";
import type { Prisoner } from "../../../src/campaign/prisoner.ts";
import { aPrisoner } from "./a-prisoner.ts";
import { aCampaign } from "./anniversaries/an-anniversary-plan.ts";

const sources = ["page"];
const hanna = aPrisoner("hanna-pryklad", {
  name: { latin: "Hanna Pryklad", be: "Ганна Прыклад", ru: "Анна Пример" },
  spellings: ["Anna Primerova"],
  hashtags: ["#VolyaHannie"],
  campaignHashtags: ["#FreeWomen", "#LettersDay"],
});
const released: Prisoner["status"] = { kind: "released", since: "2025-12-13", sources };
const other = aPrisoner("vera-uzor", { name: { latin: "Vera Uzor" }, campaignHashtags: ["#FreeWomen"] });

const warn = (
  text: string,
  status: Prisoner["status"],
  {
    others = [other],
    subject = "own",
    consent = hanna.consent,
  }: { others?: Prisoner[]; subject?: string; consent?: Prisoner["consent"] } = {},
): string[] =>
  warningsOn(
    { subject, words: { texts: { "*": text }, link: null, image: null, thread: false, author: "Ania", basis: null } },
    {
      prisoners: new Map([{ ...hanna, status, consent }, ...others].map((one) => [one.slug, one])),
      campaign: aCampaign({ freshnessDays: 90 }),
    },
    Temporal.Instant.from("2026-11-21T07:00:00Z"),
  );

const naming = "It names Hanna Pryklad, recorded as released on 13 December 2025: see that it does not speak of prison as of today.";

describe("words about somebody who is not in prison", () => {
  test.each([
    "Hanna Pryklad is in prison!",
    "HANNA P\u00ADRYKLAD",
    "Свабоду Ганне Прыклад!",
    "for Anna Primerova's sake",
    "https://example.org/hanna-pryklad",
  ])("are warned of: %s", (text) => expect(warn(text, released)).toEqual([naming]));

  test.each<[Prisoner["status"], string]>([
    [{ kind: "released", since: "2025-12", sources }, "recorded as released in December 2025"],
    [{ kind: "released", sources }, "recorded as released"],
    [{ kind: "died", since: "2023", sources }, "recorded as having died in 2023"],
    [{ kind: "unknown", sources: [] }, "whose status is recorded as unknown"],
    [
      { kind: "imprisoned", checked: "2026-03-01", sources },
      "recorded as in prison, which was last checked on 1 March 2026 and has to be looked up again",
    ],
    [{ kind: "imprisoned", sources }, "recorded as in prison, though not when that was last checked"],
  ])("say what is recorded: %j", (status, standing) =>
    expect(warn("Hanna Pryklad", status)).toEqual([
      `It names Hanna Pryklad, ${standing}: see that it does not speak of prison as of today.`,
    ]),
  );

  test("are no matter where somebody is in prison, is not named, or is withheld", () => {
    expect(warn("Free Hanna Pryklad! #VolyaHannie #FreePryklad", { kind: "imprisoned", checked: "2026-11-01", sources })).toEqual([]);
    expect(warn("Hanna writes letters. #LettersDay #FreedomDay", released)).toEqual([]);
    expect(warn("Hanna Pryklad #FreePryklad", released, { consent: "withheld" })).toEqual([]);
  });
});

describe("a call for somebody who is not in prison", () => {
  const calls = (tag: string): string[] => [`${tag} calls for the freedom of Hanna Pryklad, recorded as released on 13 December 2025.`];

  test.each(["#VolyaHannie", "#volyahannie", "#FreePryklad", "#СвабодуПрыклад", "#Free\u200BPryklad"])("is warned of: %s", (tag) =>
    expect(warn(`Today ${tag}`, released)).toEqual(calls(tag.replace("\u200B", ""))),
  );

  test("of a campaign is warned of where nobody of it is in prison any more, and in a post about one who is not", () => {
    expect(warn("#FreeWomen", released)).toEqual([]);
    expect(warn("#FreeWomen", released, { subject: "hanna-pryklad" })).toEqual(calls("#FreeWomen"));
    expect(warn("#FreeWomen", released, { others: [{ ...other, status: released }] })).toEqual([
      "#FreeWomen calls for the freedom of Hanna Pryklad, recorded as released on 13 December 2025; of Vera Uzor, recorded as released on 13 December 2025.",
    ]);
  });

  test("by a surname alone is no matter as long as somebody of that name is in prison", () => {
    const sister = aPrisoner("maria-pryklad", { name: { latin: "Maria Pryklad" } });
    expect(warn("#FreePryklad", released, { others: [sister] })).toEqual([]);
  });
});
