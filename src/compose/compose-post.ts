import type { CampaignSettings } from "../campaign/campaign-settings.ts";
import type { Occasion } from "../campaign/anniversaries/occasion.ts";
import type { MarkedDay } from "../campaign/marked-day.ts";
import type { Petition } from "../campaign/petition.ts";
import { pictureIn, type OwnImage } from "../campaign/own/own-words.ts";
import type { Prisoner } from "../campaign/prisoner.ts";
import type { CardFacts } from "../campaign/words/card-facts.ts";
import type { PostWords } from "../campaign/words/post-words.ts";
import type { Texts } from "../campaign/words/texts.ts";
import { writeAnniversary } from "../campaign/words/write-anniversary.ts";
import { writeCorrection } from "../campaign/words/write-correction.ts";
import { writeFreed } from "../campaign/words/write-freed.ts";
import { writeJoint, type JointEntry } from "../campaign/words/write-joint.ts";
import { writeMarkedDay } from "../campaign/words/write-marked-day.ts";
import {
  writePetitionClosed,
  writePetitionDeadline,
  writePetitionLaunch,
  writePetitionMilestone,
} from "../campaign/words/write-petition.ts";
import { writeProfile } from "../campaign/words/write-profile.ts";
import { writeWithdrawn } from "../campaign/words/write-withdrawn.ts";
import { compose, type ComposeAccount } from "./compose.ts";
import type { ComposedPost } from "./composed-post.ts";
import type { Draft, DraftImage } from "./draft.ts";
import type { Limits } from "./limits.ts";
import type { LinkCardReader, MediaPreparer } from "./media.ts";

interface OnePerson {
  readonly prisoner: Prisoner;
  /** The day that the post speaks of, in the zone of the people's dates. */
  readonly today: Temporal.PlainDate;
}

/** What a post is made of, whatever its kind. */
interface Setting {
  readonly campaign: CampaignSettings;
  readonly texts: Texts;
  readonly account: ComposeAccount;
  readonly limits: Limits;
}

/** What a campaigner wrote of a post. */
interface OwnMedia {
  /** A line of `---` in the text begins the thread's next post. */
  readonly parted: boolean;
  readonly link: string | null;
  readonly image: OwnImage | null;
}

/** What takes the place of the record's words; of a text that is undefined the record's stays. */
export interface OwnParts extends OwnMedia {
  readonly text: string | undefined;
}

interface MayBeOwn {
  readonly own?: OwnParts;
}

/** A post whose words are made from what is recorded of a person; `own` is what a campaigner wrote instead. */
type FromRecord =
  | ({ readonly kind: "profile" | "freed" } & OnePerson & MayBeOwn)
  /** `corrects` is the day of the other post, in the campaign's zone. */
  | ({ readonly kind: "correction"; readonly corrects: Temporal.PlainDate } & OnePerson)
  | ({ readonly kind: "anniversary"; readonly occasions: readonly Occasion[] } & OnePerson & MayBeOwn);

/** A post whose words are made from what is recorded, and which is not one person's. */
type OfNobodyAlone = MayBeOwn & OfDayOrMany;
type OfDayOrMany =
  | { readonly kind: "joint"; readonly entries: readonly JointEntry[]; readonly today: Temporal.PlainDate }
  /** `people` has at least those whom the day names. */
  | { readonly kind: "marked-day"; readonly marked: MarkedDay; readonly people: readonly Prisoner[]; readonly day: Temporal.PlainDate }
  | { readonly kind: "petition-launch" | "petition-deadline"; readonly petition: Petition; readonly today: Temporal.PlainDate }
  | {
      readonly kind: "petition-milestone" | "petition-closed";
      readonly petition: Petition;
      readonly today: Temporal.PlainDate;
      readonly signatures: number;
      readonly countedOn: Temporal.PlainDate;
    };

/** A correction in a campaigner's own words, a thread where they are long. */
interface ByHand {
  readonly kind: "correction";
  readonly text: string;
}

/** A campaigner's own post. */
interface Own extends OwnMedia {
  readonly kind: "own";
  readonly text: string;
}

/** What a post becomes that was taken back and can only be edited. */
interface Withdrawn {
  readonly kind: "withdrawn";
  /** As the post has one: networks let a picture be changed, not removed. */
  readonly hasPicture: boolean;
}

/** What a post is about, and in whose words. */
export type PostSubject = FromRecord | OfNobodyAlone | ByHand | Own | Withdrawn;
export type PostInput = Setting & PostSubject;

export interface PostParts {
  readonly media: MediaPreparer;
  readonly linkCards: LinkCardReader;
  drawCard(facts: CardFacts): Promise<Uint8Array>;
  /** The bytes of a person's own picture, from `content/`, or of one that a campaigner put into the queue. */
  readImage(file: string, from: "content" | "queue"): Promise<Uint8Array>;
}

/** Three networks share one picture a day; a plan's worth of previews shares a few. */
const cardsKept = 8;

/** Graphemes that surely fit into one post with a picture, links at full length. */
const roomFor = (limits: Limits): number => {
  switch (limits.network) {
    case "bluesky":
      return limits.graphemes;
    case "mastodon":
      return limits.characters;
    case "telegram":
      return limits.captionUnits;
  }
};

const write = (input: Setting & (FromRecord | OfNobodyAlone)): PostWords => {
  const request = { ...input, language: input.account.language, roomGraphemes: roomFor(input.limits) };
  switch (request.kind) {
    case "profile":
      return writeProfile(request);
    case "freed":
      return writeFreed(request);
    case "correction":
      return writeCorrection(request);
    case "anniversary":
      return writeAnniversary(request);
    case "joint":
      return writeJoint(request);
    case "marked-day":
      return writeMarkedDay(request);
    case "petition-launch":
      return writePetitionLaunch(request);
    case "petition-deadline":
      return writePetitionDeadline(request);
    case "petition-milestone":
      return writePetitionMilestone(request);
    case "petition-closed":
      return writePetitionClosed(request);
  }
};

/** What a post says, its picture apart; `words` where it is made from the record. */
export interface Said extends Pick<PostWords, "text" | "link" | "hashtags"> {
  readonly words: PostWords | null;
}

/** What every post says, on a network and wherever somebody asks for it. */
export const sayPost = (input: PostInput): Said => {
  const nothingElse = { link: undefined, hashtags: [], words: null };
  if (input.kind === "withdrawn") return { ...nothingElse, text: writeWithdrawn(input.campaign, input.texts, input.account.language).text };
  if (input.kind === "own") return { ...nothingElse, text: input.text, link: input.link ?? undefined };
  if ("text" in input) return { ...nothingElse, text: input.text };
  const words = write(input);
  const own = "own" in input ? input.own : undefined;
  return { text: own?.text ?? words.text, link: own?.link ?? words.link, hashtags: words.hashtags, words };
};

/** Only what a campaigner wrote is parted by hand. */
const isParted = (input: PostInput): boolean => {
  if (input.kind === "own") return input.parted;
  return "own" in input && input.own?.text !== undefined && input.own.parted;
};

/**
 * The one function that makes the campaign's posts: previews, rehearsals and deliveries all call it.
 * It says what is recorded; whether that may be said is the post gate's to answer, before.
 */
export const createPostComposer = (parts: PostParts): ((input: PostInput) => Promise<ComposedPost>) => {
  const cards = new Map<string, Promise<Uint8Array>>();

  const drawn = (facts: CardFacts): Promise<Uint8Array> => {
    const key = JSON.stringify(facts);
    const known = cards.get(key);
    if (known !== undefined) return known;
    const card = parts.drawCard(facts);
    cards.set(key, card);
    const oldest = cards.keys().next().value;
    if (cards.size > cardsKept && oldest !== undefined) cards.delete(oldest);
    card.catch(() => cards.delete(key));
    return card;
  };

  const cardImage = async (facts: CardFacts): Promise<DraftImage> => ({ data: await drawn(facts), alt: facts.alt });

  /** A correction has the card, since a photo would correct nothing. */
  const pictureOf = async ({ image }: Prisoner, kind: PostInput["kind"], words: PostWords): Promise<DraftImage> => {
    const alt = image?.alt[words.language];
    if (image === undefined || alt === undefined || kind === "correction") return cardImage(words.card);
    return { data: await parts.readImage(image.file, "content"), alt };
  };

  const ownImage = async (image: OwnImage, language: string): Promise<DraftImage> => {
    const { file, alt } = pictureIn(image, language);
    return { data: await parts.readImage(file, "queue"), alt };
  };

  const imageOf = (input: Setting & (FromRecord | OfNobodyAlone), words: PostWords): Promise<DraftImage> => {
    if ("own" in input && input.own?.image != null) return ownImage(input.own.image, input.account.language);
    return "prisoner" in input ? pictureOf(input.prisoner, input.kind, words) : cardImage(words.card);
  };

  const draftOf = async (input: PostInput): Promise<Draft> => {
    const { language } = input.account;
    const { text, link, hashtags, words } = sayPost(input);
    const said = {
      text,
      language,
      parted: isParted(input),
      ...(link !== undefined && { link }),
      ...(hashtags.length > 0 && { hashtags }),
    };
    if (input.kind === "withdrawn") {
      return input.hasPicture ? { ...said, image: await cardImage(writeWithdrawn(input.campaign, input.texts, language).card) } : said;
    }
    if (input.kind === "own") return input.image === null ? said : { ...said, image: await ownImage(input.image, language) };
    return "text" in input || words === null ? said : { ...said, image: await imageOf(input, words) };
  };

  return async (input) => compose(await draftOf(input), input.account, input.limits, parts);
};
