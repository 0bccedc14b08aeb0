import { dateOfId, occasionsOf } from "../src/campaign/anniversaries/occasions-of.ts";
import { occasionsFor } from "../src/campaign/anniversaries/rule-accounts.ts";
import type { Content } from "../src/campaign/content.ts";
import { isOccasionPost, type OccasionPostKind } from "../src/campaign/planned-post.ts";
import { textIn } from "../src/campaign/own/own-words.ts";
import type { OwnParts, PostInput } from "../src/compose/compose-post.ts";
import type { StoredPost } from "../src/delivery/post-store.ts";

type Setting = Pick<PostInput, "texts" | "account" | "limits">;
type Stored = Pick<StoredPost, "id" | "kind" | "subject" | "people" | "draft" | "words">;
type Moment = {
  readonly content: Content;
  /** When it is sent, or would be. */
  readonly now: Temporal.Instant;
};

const todayOf = ({ content, now }: Moment): Temporal.PlainDate => now.toZonedDateTimeISO(content.campaign.peopleZone).toPlainDate();

/** The gate comes first: it lets nothing through that has nothing to say. */
const missing = (id: string, what: string): Error => new Error(`${id} cannot be written: ${what}`);

const occasionInput = (
  post: Stored & { readonly kind: OccasionPostKind },
  moment: Moment,
  setting: Setting,
  own: OwnParts | null,
): PostInput => {
  const { id, kind, subject, people: named } = post;
  const { content, now } = moment;
  const { prisoners, days, petitions, campaign } = content;
  const occasions = occasionsFor(
    kind,
    occasionsOf({ id, kind, subject, people: named, date: dateOfId(id) }, content, now),
    setting.account,
    content,
  );
  const [first] = occasions;
  if (first === undefined) throw missing(id, `it has nothing to say on ${setting.account.id}`);
  const shared = { ...setting, campaign, today: todayOf(moment), ...(own !== null && { own }) };
  const person = (slug: string) => {
    const prisoner = prisoners.get(slug);
    if (prisoner === undefined) throw missing(id, "somebody whom it names is not in the content any more");
    return prisoner;
  };
  switch (kind) {
    case "anniversary":
      return { ...shared, kind, prisoner: person(subject), occasions };
    case "joint": {
      const bySubject = Map.groupBy(occasions, (occasion) => occasion.subject);
      return { ...shared, kind, entries: [...bySubject].map(([slug, ofPerson]) => ({ prisoner: person(slug), occasions: ofPerson })) };
    }
    case "marked-day": {
      const marked = days.find((day) => day.id === subject);
      if (marked === undefined) throw missing(id, "its day is not in calendar.yaml any more");
      return { ...shared, kind, marked, people: marked.people.map(person), day: first.on };
    }
    case "petition-launch":
    case "petition-deadline":
    case "petition-milestone":
    case "petition-closed": {
      const petition = petitions.get(subject);
      if (petition === undefined) throw missing(id, "its petition is not in the content any more");
      if (kind === "petition-launch" || kind === "petition-deadline") return { ...shared, kind, petition };
      if (first.signatures === undefined) throw missing(id, "nobody has counted its signatures");
      return { ...shared, kind, petition, signatures: first.signatures, countedOn: first.since };
    }
  }
};

/** What composing needs to make a post of any kind, from what is stored of it; previews and deliveries both come this way. */
export const inputOf = (post: Stored, moment: Moment, setting: Setting): PostInput => {
  const { id, kind, subject, draft, words } = post;
  const { campaign, prisoners } = moment.content;
  const { language } = setting.account;
  const own = words === null ? null : { text: textIn(words, language), link: words.link, image: words.image, parted: words.thread };
  if (kind === "own") {
    if (own?.text === undefined) throw new Error("A campaigner's post was stored without its words.");
    return { ...setting, campaign, kind, text: own.text, link: own.link, image: own.image, parted: own.parted };
  }
  if (kind === "correction") {
    const text = draft?.texts[language];
    if (text !== undefined) return { ...setting, campaign, kind, text };
  }
  if (isOccasionPost(post)) return occasionInput(post, moment, setting, own);
  const prisoner = prisoners.get(subject);
  if (prisoner === undefined) throw missing(id, "the person is not in the content any more");
  const today = todayOf(moment);
  if (kind === "profile" || kind === "freed") return { ...setting, campaign, kind, prisoner, today, ...(own !== null && { own }) };
  if (draft === null) throw new Error("A correction was stored without what it corrects.");
  return { ...setting, campaign, kind: "correction", prisoner, today, corrects: Temporal.PlainDate.from(draft.correctsDate) };
};
