import { occasionGate, occasionsOf } from "../../campaign/anniversaries/occasions-of.ts";
import { isOccasionPost, type OccasionPostKind, type PlannedPost } from "../../campaign/planned-post.ts";
import { postGate } from "../../campaign/post-gate.ts";
import type { PostWords } from "../../campaign/words/post-words.ts";
import { writeAnniversary } from "../../campaign/words/write-anniversary.ts";
import { writeFreed } from "../../campaign/words/write-freed.ts";
import { writeJoint } from "../../campaign/words/write-joint.ts";
import { writeMarkedDay } from "../../campaign/words/write-marked-day.ts";
import { writePetitionDeadline } from "../../campaign/words/write-petition.ts";
import { writeProfile } from "../../campaign/words/write-profile.ts";
import type { Answer, Asked } from "./answer.ts";
import { layOutAnswer, type Line } from "./answer-text.ts";
import { hostOf } from "./person-sources.ts";
import { speechOf } from "./speech.ts";

/** More would be no answer; the channel has them all. */
const mostPosts = 5;
const roomGraphemes = 800;
/** Whoever let a planned post go has looked at it already; what is recorded is asked again. */
const theirYes = "the plan";

const occasionWords = (post: PlannedPost & { readonly kind: OccasionPostKind }, asked: Asked): PostWords | null => {
  const { content, now, texts } = asked;
  const { campaign, prisoners, days, petitions } = content;
  const { language, today } = speechOf(asked);
  if (occasionGate(post, content, { now, approvedBy: theirYes }).kind !== "speak") return null;
  const occasions = occasionsOf(post, content, now);
  const request = { campaign, texts, language, today, roomGraphemes };
  switch (post.kind) {
    case "anniversary": {
      const prisoner = prisoners.get(post.subject);
      return prisoner === undefined ? null : writeAnniversary({ ...request, prisoner, occasions });
    }
    case "joint": {
      const bySubject = Map.groupBy(occasions, ({ subject }) => subject);
      const entries = [...bySubject].flatMap(([slug, own]) => {
        const prisoner = prisoners.get(slug);
        return prisoner === undefined ? [] : [{ prisoner, occasions: own }];
      });
      return writeJoint({ ...request, entries });
    }
    case "marked-day": {
      const marked = days.find(({ id }) => id === post.subject);
      const day = occasions[0]?.on;
      return marked?.title[language] === undefined || day === undefined
        ? null
        : writeMarkedDay({ ...request, marked, day, people: marked.people.flatMap((slug) => prisoners.get(slug) ?? []) });
    }
    case "petition-deadline": {
      const petition = petitions.get(post.subject);
      return petition?.title[language] === undefined ? null : writePetitionDeadline({ ...request, petition });
    }
    // Nothing counts signatures yet.
    case "petition-milestone":
      return null;
  }
};

/** The post in the reader's language, through the gate; null where it may not go out, and for what campaigners wrote themselves. */
const wordsOf = (post: PlannedPost, asked: Asked): PostWords | null => {
  const { content, now, texts } = asked;
  const { campaign } = content;
  if (isOccasionPost(post)) return occasionWords(post, asked);
  const { kind, subject } = post;
  const prisoner = content.prisoners.get(subject);
  if (kind === "own" || kind === "correction" || prisoner === undefined) return null;
  // News is told by the channel first.
  if (kind === "freed" && post.status !== "dispatched") return null;
  if (postGate({ kind, prisoner, settings: campaign, now, approvedBy: theirYes }).kind !== "speak") return null;
  const { language, today } = speechOf(asked);
  const request = { prisoner, campaign, texts, language, today, roomGraphemes };
  return kind === "freed" ? writeFreed(request) : writeProfile(request);
};

const blocksOf = ({ text, link, hashtags }: PostWords): (Line | string)[][] => {
  const [first = "", ...rest] = text.split("\n\n");
  const page: (Line | string)[] = link === undefined ? [] : [[{ label: hostOf(link), url: link }]];
  return [[[{ bold: first }]], ...rest.map((block) => block.split("\n")), [...page, hashtags.join(" ")]];
};

/** Today's posts as they are planned or were sent, held ones left out. */
export const answerToday = async (asked: Asked): Promise<Answer> => {
  const { say, date, campaign, menu, button } = speechOf(asked);
  const day = asked.now.toZonedDateTimeISO(campaign.zone).toPlainDate();
  const planned = (await asked.planned?.(day, day)) ?? [];
  const posts = planned
    .filter((post) => post.date.equals(day) && (post.status === "scheduled" || post.status === "dispatched"))
    .flatMap((post) => {
      const words = wordsOf(post, asked);
      return words === null ? [] : [{ post, words }];
    })
    .slice(0, mostPosts);
  const [only, ...others] = posts;
  const isOnePerson = only !== undefined && others.length === 0 && only.post.kind === "profile";
  return {
    ...layOutAnswer([
      [[{ bold: say("today-head", { date: date(day) }) }]],
      ...posts.flatMap(({ words }) => blocksOf(words)),
      [posts.length === 0 ? say("today-none", {}) : null],
    ]),
    ...(isOnePerson && { picture: { kind: "card" as const, slug: only.post.subject } }),
    buttons: [[button(say("button-next", {}), "next"), menu]],
  };
};
