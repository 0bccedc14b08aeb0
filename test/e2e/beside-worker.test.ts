import { cp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyMadeDatabase } from "../made-database.ts";
import { contentFolder, createInstallation, type Environment, type Finished } from "./rollcall-process.ts";
import { runRollcallHere, startRollcallHere } from "./rollcall-here.ts";

const morning = ["--now", "2026-12-01T08:00:00Z"];
const later = ["--now", "2026-12-01T08:05:00Z"];
const someday = ["--at", "2027-03-08 10:00"];

const resources = new AsyncDisposableStack();
let folder: string;
/** Two installations that are the same: in one a worker runs, in the other none. */
let alone: Environment;
let beside: Environment;

beforeAll(async () => {
  const installation = resources.use(await createInstallation());
  folder = installation.folder;
  const content = join(folder, "content");
  await cp(contentFolder, content, { recursive: true });
  await cp(contentFolder, join(folder, "other"), { recursive: true });
  await writeFile(
    join(content, "campaign.yaml"),
    `${await readFile(join(content, "campaign.yaml"), "utf8")}\ncampaigners:\n  - name: Ania\n  - name: Yan\nqueue:\n  approval: true\n`,
  );
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#808080" } })
    .png()
    .toBuffer();
  await writeFile(join(folder, "picture.png"), picture);
  await writeFile(join(folder, "words.txt"), "Words of a file.\n");
  // Deep, as folders of servers are: longer than an address of a Unix socket may be. Equally long, since what is drawn is wrapped.
  alone = { CONTENT_DIR: content, DATA_DIR: join(folder, "without", "x".repeat(90), "data") };
  beside = { CONTENT_DIR: content, DATA_DIR: join(folder, "besides", "x".repeat(90), "data") };
  await copyMadeDatabase(alone["DATA_DIR"]!);
  {
    await using _worker = await startRollcallHere(["start", ...morning], alone);
  }
  await cp(alone["DATA_DIR"]!, beside["DATA_DIR"]!, { recursive: true });
  resources.use(await startRollcallHere(["start", ...morning], beside));
});
afterAll(() => resources.disposeAsync());

/** Without what must differ: the folders' names, and the instants that the database itself takes. */
const alike = ({ code, stdout, stderr }: Finished): Finished => {
  const plain = (text: string): string => text.replaceAll(/without|besides/g, "folder").replaceAll(/^\d{4}-\d\d-\d\dT\S+ /gm, "");
  return { code, stdout: plain(stdout), stderr: plain(stderr) };
};

const both = async (args: readonly string[], input = ""): Promise<{ alone: Finished; beside: Finished }> => ({
  alone: alike(await runRollcallHere(args, alone, { input, columns: 91 })),
  beside: alike(await runRollcallHere(args, beside, { input, columns: 91 })),
});

const here = (name: string): string => relative(tmpdir(), join(folder, name));
const profile = "2026-12-03/profile";

describe("beside a running worker every command answers as without it:", () => {
  const draft = '{"text": "Every day, a name. #Belarus"}\n';
  const long = `${"Many words. ".repeat(200)}\n`;
  test.each<[code: number, line: string, args: () => string[], input?: string]>([
    [0, "plan", () => ["plan", ...later]],
    [0, "plan --json", () => ["plan", "--json", ...later]],
    [0, "plan of ten years", () => ["plan", "--json", "--to", "2036-11-01", ...later]],
    [0, "plan --month", () => ["plan", "--month", "2026-12", ...later]],
    [0, "plan --month --columns", () => ["plan", "--month", "2026-12", "--columns", "60", ...later]],
    [0, "plan --ics", () => ["plan", "--ics", here("plan.ics"), ...later]],
    [1, "plan --ics into no folder", () => ["plan", "--ics", here("nothing/plan.ics"), ...later]],
    [1, "plan backwards", () => ["plan", "--from", "2026-12-05", "--to", "2026-12-01", ...later]],
    [2, "plan of no day", () => ["plan", "--from", "tomorrow"]],
    [2, "plan with an option that it has not", () => ["plan", "--form", "2026-12-05"]],
    [1, "plan of content that is not there", () => ["plan", "--content", here("nothing")]],
    [0, "plan of other content", () => ["plan", "--content", here("other"), ...later]],
    [0, "preview SLUG", () => ["preview", "maria-kalesnikava", ...later]],
    [0, "preview SLUG --json", () => ["preview", "maria-kalesnikava", "--json", ...later]],
    [0, "preview --network --lang", () => ["preview", "maria-kalesnikava", "--network", "telegram", "--lang", "ru", ...later]],
    [1, "preview of nobody", () => ["preview", "nobody"]],
    [1, "preview in no language", () => ["preview", "maria-kalesnikava", "--lang", "xx"]],
    [0, "compose", () => ["compose"], draft],
    [0, "compose --json", () => ["compose", "--json"], `${draft}{}\nnonsense\n${draft}`],
    [1, "compose of what is none", () => ["compose"], "nonsense\n"],
    [0, "compose with a picture", () => ["compose", "--json"], `{"text": "A", "image": "PICTURE", "alt": "Grey"}\n`],
    [0, "compose of nothing", () => ["compose"]],
    [1, "post of nothing", () => ["post", `${profile}/nobody`, ...later]],
    [0, "queue add", () => ["queue", "add", "A letter.", ...someday, "--as", "Ania", ...later]],
    [1, "queue add once more", () => ["queue", "add", "A letter.", ...someday, "--as", "Ania", ...later]],
    [0, "queue add from standard input", () => ["queue", "add", "-", "--json", ...someday, "--as", "Ania", ...later], "Штодня — імя.\n"],
    [0, "queue add --file=-", () => ["queue", "add", "--file=-", ...someday, "--as", "Ania", ...later], "Of the input.\n"],
    [0, "queue add --file", () => ["queue", "add", "--file", here("words.txt"), ...someday, "--as", "Ania", ...later]],
    [1, "queue add --file of none", () => ["queue", "add", "--file", here("nothing.txt"), ...someday, "--as", "Ania", ...later]],
    [1, "queue add of nothing", () => ["queue", "add", "-", ...someday, "--as", "Ania", ...later]],
    [1, "queue add without an end", () => ["queue", "add", "-", ...someday, "--as", "Ania", ...later], "x".repeat(3_000_000)],
    [1, "queue add too long", () => ["queue", "add", "-", ...someday, "--as", "Ania", ...later], long],
    [0, "queue add --thread", () => ["queue", "add", "-", "--thread", ...someday, "--as", "Ania", ...later], long],
    [
      0,
      "queue add --image",
      () => ["queue", "add", "Grey.", "--image", here("picture.png"), "--alt", "Grey", ...someday, "--as", "Yan", ...later],
    ],
    [
      1,
      "queue add --image of none",
      () => ["queue", "add", "G", "--image", here("no.png"), "--alt", "Grey", ...someday, "--as", "Yan", ...later],
    ],
    [1, "queue add by nobody", () => ["queue", "add", "Who?", ...someday, ...later]],
    [1, "queue add in the past", () => ["queue", "add", "Late.", "--at", "2026-01-01 10:00", "--as", "Ania", ...later]],
    [2, "queue add to no link", () => ["queue", "add", "Link", "--link", "nope"]],
    [2, "queue nonsense", () => ["queue", "nonsense"]],
    [0, "queue help add", () => ["queue", "help", "add"]],
    [0, "queue add --help", () => ["queue", "add", "--help"]],
    [0, "queue list", () => ["queue", "list", ...later]],
    [0, "queue list --all --json", () => ["queue", "list", "--all", "--json", ...later]],
    [0, "queue show", () => ["queue", "show", "2027-03-08/own/1", ...later]],
    [0, "queue show --json", () => ["queue", "show", "2027-03-08/own/1", "--json", ...later]],
    [1, "queue approve by its author", () => ["queue", "approve", "2027-03-08/own/1", "--as", "Ania", ...later]],
    [0, "queue approve", () => ["queue", "approve", "2027-03-08/own/1", "--as", "Yan", ...later]],
    [0, "queue edit", () => ["queue", "edit", "2027-03-08/own/1", "Two letters.", "--as", "Ania", ...later]],
    [0, "queue hold", () => ["queue", "hold", "2027-03-08/own/1", "--reason", "news", "--as", "Yan", "--json", ...later]],
    [0, "queue release", () => ["queue", "release", "2027-03-08/own/1", "--as", "Yan", ...later]],
    [0, "queue cancel", () => ["queue", "cancel", "2027-03-08/own/1", "--as", "Yan", ...later]],
    [1, "queue cancel twice", () => ["queue", "cancel", "2027-03-08/own/1", "--as", "Yan", ...later]],
    [1, "settle", () => ["settle", "2026-12-01/profile/nobody@telegram", "--resend", ...later]],
    [1, "settle nothing", () => ["settle", "x"]],
    [1, "correct", () => ["correct", "2026-12-01/profile/nobody", "--as", "Ania", ...later]],
    [2, "correct in no words", () => ["correct", "x", "--text", "nope"]],
    [1, "withdraw", () => ["withdraw", "nobody", ...later]],
    [1, "withdraw --withheld", () => ["withdraw", "--withheld", ...later]],
    [0, "status", () => ["status", "--alive", ...later]],
    [0, "log", () => ["log", "2027-03-08/own/1", ...later]],
    [2, "log --limit", () => ["log", "--limit", "0"]],
    [0, "doctor", () => ["doctor"]],
    [0, "doctor --json", () => ["doctor", "--json"]],
    [0, "check", () => ["check"]],
  ])("%d, %s", async (code, _line, args, input = "") => {
    const results = await both(args(), input.replace("PICTURE", here("picture.png")));
    expect(results.beside).toEqual(results.alone);
    expect(results.beside).toMatchObject({ code });
  });
});

const slug = "maria-kalesnikava";

describe("the running worker", () => {
  const file = () => join(beside["CONTENT_DIR"]!, "prisoners", `${slug}.yaml`);
  const preview = ["preview", slug, "--network", "bluesky", ...later];

  test("shows a change of the content at once, and its fault as a fault, as without it", async () => {
    const whole = await readFile(file(), "utf8");
    await writeFile(file(), whole.replaceAll("Maria Kalesnikava", "Maria Kalesnikava-Test"));
    expect((await runRollcallHere(preview, beside)).stdout).toContain("Kalesnikava-Test");
    await writeFile(file(), "name: [\n");
    const results = await both(preview);
    expect(results.beside).toEqual(results.alone);
    expect(results.beside).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^[^\n]*maria-kalesnikava\.yaml:\d+:\d+[^\n]*\n$/),
    });
    // What must be possible whatever somebody has mistyped.
    expect(await runRollcallHere(["log", "--limit", "1", ...later], beside)).toMatchObject({ code: 0, stderr: "" });
    await writeFile(file(), whole);
    expect((await runRollcallHere(preview, beside)).stdout).not.toContain("Kalesnikava-Test");
  });

  test("decides nothing by other content than it goes by", async () => {
    const add = ["queue", "add", "By other content.", ...someday];
    const refused = await runRollcallHere([...add, "--content", here("other")], beside);
    expect(refused).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^The running worker goes by the content in [^\n]*\n$/),
    });
    expect(await runRollcallHere(add, { ...beside, CONTENT_DIR: join(folder, "other") })).toEqual(refused);
    expect((await runRollcallHere(["queue", "list"], beside)).stdout).not.toContain("By other content");
  });

  test("goes by its own accounts, and says so where others are set", async () => {
    const other = { ...beside, MASTODON_URL: "https://mastodon.example", MASTODON_TOKEN: "the-token-of-another" };
    const doctor = await runRollcallHere(["doctor"], other);
    expect(doctor.stdout).toMatch(/· mastodon: rehearses/);
    expect(doctor.stderr).toMatch(/^The running worker has another MASTODON_URL and another MASTODON_TOKEN than is set here[^\n]*\n$/);
  });

  test("answers commands that are asked at once, each with its own", async () => {
    const lists = await Promise.all(
      [1, 2, 3, 4].map((limit) => runRollcallHere(["log", "--json", "--limit", String(limit), ...later], beside)),
    );
    expect(lists.map(({ stdout }) => JSON.parse(stdout).length)).toEqual([1, 2, 3, 4]);
  });

  test("takes half a text for no text where the person ends the command", async () => {
    for (const environment of [beside, alone]) {
      const stop = new AbortController();
      const input = (async function* () {
        yield Buffer.from("Half a text");
        stop.abort();
      })();
      const interrupted = await runRollcallHere(["queue", "add", "-", ...someday, "--as", "Ania", ...later], environment, {
        input,
        stop: stop.signal,
      });
      expect(interrupted).toEqual({ code: 130, stdout: "", stderr: "Interrupted before standard input had ended: nothing was done.\n" });
      expect((await runRollcallHere(["queue", "list", ...later], environment)).stdout).not.toContain("Half a text");
    }
  });

  test("answers again after all that", async () => {
    expect(await runRollcallHere(["status", "--alive", ...later], beside)).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});

describe("where no worker listens", () => {
  test("commands that meet in one folder wait for each other", async () => {
    const results = await Promise.all(
      [1, 2, 3].map((limit) => runRollcallHere(["log", "--json", "--limit", String(limit), ...later], alone)),
    );
    expect(results.map(({ code, stdout }) => [code, JSON.parse(stdout).length])).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
    ]);
  });

  test("a command of the moment in which a worker starts, or ends, is answered, and so is a start", async () => {
    const status = () => runRollcallHere(["status", "--alive", ...later], alone);
    const starting = startRollcallHere(["start", ...morning], alone);
    const early = status();
    const worker = await starting;
    expect(await early).toEqual({ code: 0, stdout: "", stderr: "" });
    const ending = worker[Symbol.asyncDispose]();
    const [late, again] = await Promise.all([status(), startRollcallHere(["start", ...morning], alone)]);
    await ending;
    expect(late).toEqual({ code: 0, stdout: "", stderr: "" });
    await again[Symbol.asyncDispose]();
  });
});
