import { readFile, stat } from "node:fs/promises";
import { z } from "zod";
import type { App } from "../app.ts";
import { compose } from "../compose/compose.ts";
import type { ComposedPost } from "../compose/composed-post.ts";
import type { Draft } from "../compose/draft.ts";
import { drawPreview } from "../terminal/draw-preview.ts";
import { linesOf } from "../lines-of.ts";
import { UserError } from "../user-error.ts";
import { commonCommand, type CommandEntry, type CommonOptions } from "./command-environment.ts";
import { parseInputLine, type LineKind } from "./input-line.ts";

/** Drafts made side by side: the pages behind their links answer slowly, and the order stays. */
const sideBySide = 8;
const mostHashtags = 30;
const largestImageBytes = 50_000_000;

const example = '{"text": "Every day, a name."}';
const draftLine: LineKind = { one: "a draft", many: "drafts", example, mostBytes: 1_000_000 };

const optionalText = () => z.string({ error: "must be a string; leave it out where there is none" }).optional();

/** Text that may be left out, but not empty: who writes `"link": ""` may have lost the link. */
const filledText = (what: string) =>
  optionalText().refine((value) => value?.trim() !== "", { error: `is empty: give ${what}, or leave it out` });

const draftSchema = z.strictObject({
  text: z.string({
    error: ({ input }) => (input === undefined ? `is missing: a draft is one line such as ${example}` : "must be a string"),
  }),
  link: filledText("an http:// or https:// address"),
  hashtags: z
    .array(z.string({ error: "must be a string" }), {
      error: 'must be a list of strings such as ["Belarus"]; leave it out where there is none',
    })
    .max(mostHashtags, { error: `has more than ${mostHashtags}: leave some out` })
    .optional(),
  image: filledText("the path of a picture on this machine"),
  alt: optionalText(),
  language: filledText("a language tag such as en, be or pt-BR"),
});

const describeIssue = (issue: z.core.$ZodIssue | undefined): string => {
  if (issue === undefined) return "is not a draft";
  if (issue.code === "unrecognized_keys")
    return `has a key that a draft does not have: ${issue.keys.join(", ")} (it has text, link, hashtags, image, alt, language)`;
  const [field, place] = issue.path;
  if (field === undefined) return `not a draft: it is one line such as ${example}`;
  return `${String(field)}${place === undefined ? "" : `[${String(place)}]`} ${issue.message}`;
};

const readDraft = async (line: Uint8Array, resolvePath: (path: string) => string): Promise<Draft> => {
  const parsed = draftSchema.safeParse(parseInputLine(line, draftLine));
  if (!parsed.success) throw new UserError(describeIssue(parsed.error.issues[0]));
  const { image, alt, ...draft } = parsed.data;
  if (image === undefined) {
    if (alt !== undefined) throw new UserError("alt is there without image: give the picture's file, or leave alt out");
    return draft;
  }
  if (alt === undefined || alt.trim() === "") throw new UserError("image has no alt: say in words what the picture shows");
  return { ...draft, image: { data: await readImage(image, resolvePath(image)), alt } };
};

/** @param path as it was written, for messages */
const readImage = async (path: string, file: string): Promise<Uint8Array> => {
  const found = await stat(file).catch(() => null);
  // Devices and pipes never end.
  if (found?.isFile() !== true) throw new UserError(`image ${path} cannot be read: give the path of a picture on this machine`);
  if (found.size > largestImageBytes)
    throw new UserError(`image ${path} has more than ${largestImageBytes / 1e6} MB: make it smaller first`);
  try {
    return await readFile(file);
  } catch (error) {
    throw new UserError(`image ${path} cannot be read: give the path of a picture on this machine`, { cause: error });
  }
};

type ComposeDraft = (draft: Draft) => Promise<ComposedPost[]>;

const openComposeDraft = async (app: App): Promise<ComposeDraft> => {
  const parts = await app.compose();
  const accounts = await Promise.all((await app.accounts()).map(async (account) => ({ account, limits: await app.limits(account) })));
  return (draft) => Promise.all(accounts.map(({ account, limits }) => compose(draft, account, limits, parts)));
};

interface LineResult {
  readonly line: number;
  readonly outcome: { readonly posts: ComposedPost[] } | { readonly error: string };
}

const composeLine = async (makePosts: () => Promise<ComposedPost[]>, line: number, { log }: App): Promise<LineResult> => {
  try {
    return { line, outcome: { posts: await makePosts() } };
  } catch (error) {
    if (!(error instanceof UserError)) log.error({ err: error, line }, "a draft could not be composed");
    return {
      line,
      outcome: {
        error: error instanceof UserError ? error.message : "this draft cannot be composed: that is a fault of Rollcall, please report it",
      },
    };
  }
};

export const composeCommand: CommandEntry = {
  name: "compose",
  // What a server last said of its limits is in the database.
  usesStore: true,
  create: ({ io, openApp, resolvePath }) =>
    commonCommand("compose", "make posts of free drafts, one JSON line each, as every network will get them")
      .addHelpText(
        "after",
        `
Reads lines {"text", "link"?, "hashtags"?, "image"?, "alt"?, "language"?} from standard input.
With --json, answers each with one line: the networks' results, or {"error", "line"}.

Example:
  echo '{"text": "Every day, a name. #Belarus"}' | npm run -s rollcall -- compose`,
      )
      .action(async (options: CommonOptions) => {
        await using app = openApp(options);
        const composeDraft = await openComposeDraft(app);
        const report = ({ line, outcome }: LineResult): void => {
          if (options.json === true) io.json("posts" in outcome ? outcome.posts : { error: outcome.error, line });
          else if ("posts" in outcome) io.print(`${outcome.posts.map(drawPreview).join("\n")}\n`);
          else io.complain(`line ${line}: ${outcome.error}`);
        };
        const waiting: Promise<LineResult>[] = [];
        let number = 0;
        let failed = 0;
        const settleFirst = async (): Promise<void> => {
          const result = await waiting.shift();
          if (result === undefined) return;
          if ("error" in result.outcome) failed += 1;
          report(result);
        };
        for await (const line of linesOf(io.input)) {
          number += 1;
          waiting.push(composeLine(async () => composeDraft(await readDraft(line, resolvePath)), number, app));
          if (waiting.length >= sideBySide) await settleFirst();
        }
        while (waiting.length > 0) await settleFirst();
        if (failed > 0 && options.json !== true)
          throw new UserError(failed === 1 ? "1 draft was not composed." : `${failed} drafts were not composed.`);
      }),
};
