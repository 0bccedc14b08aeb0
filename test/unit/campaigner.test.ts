import { expect, test } from "vitest";
import { approverNamed, campaignerNamed } from "../../src/commands/campaigner.ts";

const named = { campaigners: [{ name: "Ania" }, { name: "Press team" }] };
const nobody = { campaigners: [] };

test("a campaigner is called as campaign.yaml calls them", () => {
  expect(campaignerNamed(named, " ania ")).toBe("Ania");
  expect(() => campaignerNamed(named, "Yan")).toThrow("campaign.yaml names Ania, Press team.");
  expect(() => approverNamed(named, undefined)).toThrow("with --as and one of these names: Ania, Press team.");
});

test("where campaign.yaml names nobody, whoever decides may say a name for the record, and need not", () => {
  expect(approverNamed(nobody, "Ania")).toBe("Ania");
  expect(approverNamed(nobody, undefined)).toBe("somebody at the command line");
});

test.each(["", "  ", "@ania", "12345", "A\nB", "x".repeat(61)])("a name that is none is refused: %j", (name) => {
  expect(() => approverNamed(nobody, name)).toThrow("--as");
});
