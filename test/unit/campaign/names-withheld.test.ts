import { describe, expect, test } from "vitest";
import { namesWithheld } from "../../../src/campaign/own/names-withheld.ts";
import { aPrisoner } from "./a-prisoner.ts";

const somebody = aPrisoner("hanna-pryklad", {
  consent: "withheld",
  name: { latin: "Hanna Pryklad", be: "Ганна Прыклад", ru: "Анна Пример" },
  spellings: ["Anna Primerova"],
  hashtags: ["#VolyaHannie"],
});
const names = (text: string, consent: "withheld" | "public" = "withheld"): boolean =>
  namesWithheld([text], new Map([[somebody.slug, { ...somebody, consent }]]));

describe("a text about somebody who is withheld", () => {
  test.each([
    "Today we think of Hanna Pryklad.",
    "PRYKLAD, HANNA",
    "Свабоду Ганне Прыклад!",
    "Писать Анне Пример и ждать",
    "for Anna Primerova's sake",
    "#FreeHannaPryklad",
    "#volyahannie",
    "https://example.org/hanna-pryklad",
    "https://example.org/%D0%93%D0%B0%D0%BD%D0%BD%D0%B0_%D0%9F%D1%80%D1%8B%D0%BA%D0%BB%D0%B0%D0%B4",
    "Hánna Pry\u00ADklad",
  ])("is found: %s", (text) => expect(names(text)).toBe(true));

  test.each(["Hanna writes letters.", "An example (пример) of courage", "Every day, a name. #Belarus", ""])(
    "is not seen where nobody is named: %s",
    (text) => expect(names(text)).toBe(false),
  );

  test("is any text once nothing is withheld any more", () => expect(names("Hanna Pryklad", "public")).toBe(false));
});
