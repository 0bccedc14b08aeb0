import { assert, constantFrom, property, record } from "fast-check";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { verifiedStatus, verificationComplaint, type Verification } from "../../../src/campaign/verification.ts";
import { writeVerified } from "../../../src/content/write-verified.ts";
import { listContent, readContent } from "../shipped-content.ts";

const texts = listContent("prisoners", ".yaml").map((name) => readContent(`prisoners/${name}`));

const seen = (changes: Partial<Verification> = {}): Verification => ({
  kind: "imprisoned",
  on: "2026-11-20",
  url: "https://prisoners.spring96.org/en/person/somebody",
  title: undefined,
  since: undefined,
  how: undefined,
  ...changes,
});

const verify = (text: string, verification: Verification): string =>
  writeVerified(text, verifiedStatus({ sources: {}, ...parse(text) }, verification));

const comments = (text: string): string[] => [...text.matchAll(/(?:^|\s)#.*$/gm)].map(([comment]) => comment.trim());
/** Lines of a file that are neither of its status nor of its sources. */
const others = (text: string): string[] => text.replaceAll(/^(status|sources):.*\n(?:(?: .*)?\n)*/gm, "").split("\n");

it("whatever was looked up of whomever, the rest of the file stays letter for letter, and every comment and source is there", () => {
  const verifications = record({
    kind: constantFrom("imprisoned" as const, "released" as const, "died" as const, "unknown" as const),
    on: constantFrom("2026-11-20", "2026-11", "2026"),
    url: constantFrom("https://example.org/a", "https://prisoners.spring96.org/en/person/somebody", "https://baj.media/en/1"),
    title: constantFrom(undefined, "BAJ: what it says", "# no comment", "yes", "2026"),
    since: constantFrom(undefined, "2026-11-18", "2026"),
    how: constantFrom(undefined, "deported" as const),
  });
  assert(
    property(constantFrom(...texts), verifications, (text, verification) => {
      const written = verify(text, verification);
      const [before, after] = [parse(text), parse(written)];
      const { status, key, added } = verifiedStatus(before, verification);
      expect(after).toEqual({ ...before, status, sources: added === null ? before.sources : { ...before.sources, [key]: added } });
      expect(others(written)).toEqual(others(text));
      expect(comments(written).filter((comment) => !comment.includes("no comment"))).toEqual(comments(text));
      expect(verify(written, verification)).toBe(written);
    }),
  );
});

it("only the lines that say something else change, comments behind and between them stay, and new ones have their place", () => {
  const text = `name:
  latin: Anna Example # as she writes it
status: # looked up by telephone
  kind: imprisoned
  # nobody knows more
  checked: 2026-01-27 # in the evening
  sources: [press]
consent: public

# Two pages.
sources:
  press:
    title: "Press: what it says"
    url: https://example.org/press
`;
  expect(verify(text, seen({ kind: "released", since: "2026-11-18", how: "deported" }))).toBe(`name:
  latin: Anna Example # as she writes it
status: # looked up by telephone
  kind: released
  how: deported
  since: 2026-11-18
  # nobody knows more
  checked: 2026-11-20 # in the evening
  sources: [spring96]
consent: public

# Two pages.
sources:
  press:
    title: "Press: what it says"
    url: https://example.org/press
  spring96:
    title: prisoners.spring96.org
    url: https://prisoners.spring96.org/en/person/somebody
`);
});

it("a file without sources, without a line break at its end or with those of Windows stays a file of its kind", () => {
  const status = (end: string): string => `name:${end}  latin: Anna Example${end}status:${end}  kind: unknown${end}  sources: []`;
  const windows = verify(status("\r\n"), seen());
  expect(windows.replaceAll("\r\n", "")).not.toContain("\n");
  expect(parse(windows)).toMatchObject({ status: { kind: "imprisoned", sources: ["spring96"] }, sources: { spring96: {} } });
  expect(verify(status("\n"), seen())).toBe(windows.replaceAll("\r\n", "\n"));
});

it("a second page that says the same stands beside the first one; one that says something else takes its place", () => {
  const released = { kind: "released" as const, since: "2026-11-18", sources: ["press"] };
  const known = { status: released, sources: { press: { title: "Press", url: "https://example.org/1" } } };
  expect(verifiedStatus(known, seen({ kind: "released" })).status).toMatchObject({ since: "2026-11-18", sources: ["press", "spring96"] });
  expect(verifiedStatus(known, seen({ kind: "released", since: "2026-11-17" })).status).toMatchObject({ sources: ["spring96"] });
  expect(verifiedStatus(known, seen({ kind: "released", url: "https://example.org/1" }))).toMatchObject({ key: "press", added: null });
  expect(verifiedStatus(known, seen()).status).toEqual({ kind: "imprisoned", checked: "2026-11-20", sources: ["spring96"] });
});

it("what cannot be so is refused: older than the record, a release before its page, the dead among the living", () => {
  const status = { kind: "imprisoned" as const, checked: "2026-11-01", sources: [] };
  const complaint = (changes: Partial<Verification>, of: typeof status | { kind: "died"; sources: [] } = status) =>
    verificationComplaint({ status: of }, seen(changes));
  expect(complaint({})).toBeNull();
  expect(complaint({ on: "2026-10-31" })).toMatch(/checked on 2026-11-01, which is after --on 2026-10-31/);
  expect(complaint({ kind: "released", since: "2026-11-21" })).toMatch(/--since 2026-11-21 is after --on/);
  expect(complaint({ since: "2026-11-19" })).toMatch(/leave it out with --status imprisoned/);
  expect(complaint({ kind: "died", how: "deported" })).toMatch(/--how deported does not go with --status died/);
  expect(verificationComplaint({ status }, seen({ kind: "released", since: "2026-01-01" }), "2026-02")).toMatch(
    /before the arrest of 2026-02/,
  );
  expect(complaint({}, { kind: "died", sources: [] })).toMatch(/this person is dead/);
});
