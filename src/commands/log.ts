import { InvalidArgumentError } from "commander";
import type { App } from "../app.ts";
import { isShown } from "../campaign/is-shown.ts";
import type { Content } from "../campaign/content.ts";
import type { Decision } from "../delivery/decision-log.ts";
import { namesWithheld } from "../campaign/own/names-withheld.ts";
import type { PostKind } from "../campaign/planned-post.ts";
import { drawLog } from "../terminal/draw-log.ts";
import { UserError } from "../user-error.ts";
import { commonCommand, parseDate, type CommandEntry, type CommonOptions } from "./command-environment.ts";
import { findOccasionPost } from "./find-occasion-post.ts";

type LogOptions = CommonOptions & { readonly since?: Temporal.PlainDate; readonly limit: number };

const parseLimit = (value: string): number => {
  if (!/^[1-9]\d{0,4}$/.test(value)) throw new InvalidArgumentError("It must be a number from 1 to 99999.");
  return Number(value);
};

/** What is no post's shows nobody; a post's kind is in its id. */
const mayBeShown = ({ subject, postId }: Decision, content: Content): boolean =>
  subject === null || isShown(content, { kind: (postId?.split("/")[1] ?? "profile") as PostKind, subject });

/** Of somebody who is withheld there is neither name nor reason: only that something was decided, on which day's post, by whom. */
const hideWithheld = (decision: Decision, content: Content): Decision => {
  if (decision.subject === null) return decision;
  if (mayBeShown(decision, content)) {
    // A post of many may have waited for one of them.
    const { reason } = decision;
    return reason !== null && namesWithheld([reason], content.prisoners) ? { ...decision, reason: null } : decision;
  }
  const postId = decision.postId?.replace(decision.subject, "(withheld)") ?? null;
  return { ...decision, postId, subject: null, reason: null };
};

/** Of these kinds a subject may be asked for by itself, and has posts whether they are planned yet or not. */
const subjectKinds = ["profile", "marked-day", "petition-deadline"] as const;

/** Is there such a post, a person, or another subject of posts, though nothing may be recorded of it? */
const isKnown = async (app: App, about: string, content: Content): Promise<boolean> => {
  if (subjectKinds.some((kind) => isShown(content, { kind, subject: about }))) return true;
  const [, kind, subject = ""] = /^\d{4}-\d{2}-\d{2}\/(profile|freed)\/(.+)$/.exec(about) ?? [];
  if (kind !== undefined && isShown(content, { kind: "profile", subject })) return true;
  if ((await findOccasionPost(app, about)) !== null) return true;
  if (!(await app.hasStore())) return false;
  const { posts, series, decisions } = await app.store();
  const post = await posts.find(about);
  if (post !== null) return isShown(content, post);
  const [ever] = await decisions.read({ about, since: undefined, limit: 1 });
  return ever === undefined ? (await series.find(about)) !== null : mayBeShown(ever, content);
};

export const logCommand: CommandEntry = {
  name: "log",
  usesStore: true,
  create: ({ io, openApp }) =>
    commonCommand("log", "who decided what: planned, held, approved, sent, withdrawn, each with its reason")
      .argument("[id-or-slug]", "only of this post, or of this person")
      .option("--since <date>", "from this day on, in the campaign's zone", parseDate)
      .option("--limit <number>", "at most so many, the newest", parseLimit, 200)
      .addHelpText("after", "\nThe record is only added to. Its times are the database's own, whatever day is rehearsed.")
      .action(async (about: string | undefined, options: LogOptions) => {
        await using app = openApp({ ...options, tolerant: true });
        const content = (await app.content()).current();
        const { zone } = content.campaign;
        const since = options.since?.toZonedDateTime({ timeZone: zone }).toInstant();
        const read = (await app.hasStore()) ? await (await app.store()).decisions.read({ about, since, limit: options.limit }) : [];
        // Whoever asks for a name that is withheld learns nothing of it.
        const asked = about === undefined ? read : read.filter((decision) => mayBeShown(decision, content));
        // The name is not said again: it may be somebody's who is withheld, and so is no person here.
        if (about !== undefined && asked.length === 0 && !(await isKnown(app, about, content)))
          throw new UserError(
            "There is no post and no person of that name: give a slug such as maria-kalesnikava, or an id that `plan` shows.",
          );
        const decisions = asked.map((decision) => hideWithheld(decision, content));
        const local = (at: Temporal.Instant): string =>
          at.toZonedDateTimeISO(zone).toString({ timeZoneName: "never", smallestUnit: "second" });
        if (options.json === true) io.json(decisions.map(({ at, ...decision }) => ({ at: local(at), ...decision })));
        else if (decisions.length === 0) io.print(about === undefined ? "Nothing was decided yet." : "Nothing is recorded of that.");
        else io.print(drawLog(decisions, local));
      }),
};
