import { domainToUnicode } from "node:url";
import { UserError } from "../user-error.ts";
import { composeText, type ComposedText } from "./text/compose-text.ts";
import type { ComposedMedia, ComposedPart, ComposedPost, LinkCard } from "./composed-post.ts";
import type { Draft } from "./draft.ts";
import { isSameAddress, parseLink } from "./text/lay-out-text.ts";
import type { BlueskyLimits, Limits, Network } from "./limits.ts";
import type { LinkCardReader, MediaPreparer, PageCard } from "./media.ts";
import { normalizeText, isVisible } from "./text/normalize-text.ts";
import { shorten } from "./text/shorten.ts";

export interface ComposeAccount {
  /** The account's id in `campaign.yaml`. */
  readonly id: string;
  readonly network: Network;
  /** BCP 47; for drafts that name none. */
  readonly language: string;
}

export interface ComposeParts {
  readonly media: MediaPreparer;
  readonly linkCards: LinkCardReader;
}

const languagePattern = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

/** A card says more than a glance takes in nowhere. */
const cardTitleUnits = 300;
const cardDescriptionUnits = 1000;

const readLanguage = (language: string): string => {
  if (languagePattern.test(language)) return language;
  throw new UserError(`the language "${language.slice(0, 40)}" is no language tag: use one such as en, be or pt-BR`);
};

const prepareImage = async (image: NonNullable<Draft["image"]>, limits: Limits, media: MediaPreparer): Promise<ComposedMedia> => {
  const alt = normalizeText(image.alt);
  if (!isVisible(alt)) throw new UserError("the picture has no alt text: say in it what somebody who cannot see the picture should know");
  return media.prepare({ data: image.data, alt: shorten(alt, limits.image.alt) }, limits.image);
};

/** A page that cannot be had never stops a post. */
const readPage = async (url: string, linkCards: LinkCardReader): Promise<PageCard> => {
  const page = await linkCards.read(url).catch(() => null);
  return page ?? { title: "", description: "", thumbnail: null };
};

const hostName = (url: string): string => {
  const { hostname } = new URL(url);
  return domainToUnicode(hostname) || hostname;
};

const composeCard = async (url: string, limits: BlueskyLimits, { media, linkCards }: ComposeParts): Promise<LinkCard | null> => {
  if (!URL.canParse(url)) return null;
  const page = await readPage(url, linkCards);
  const title = shorten(normalizeText(page.title), cardTitleUnits) || hostName(url);
  const thumbnail =
    page.thumbnail === null
      ? null
      : await media.prepare({ data: page.thumbnail, alt: title }, { ...limits.image, bytes: limits.thumbnailBytes }).catch(() => null);
  return { url, title, description: shorten(normalizeText(page.description), cardDescriptionUnits), thumbnail };
};

const linksOf = ({ facets = [] }: ComposedText): string[] =>
  facets.flatMap(({ features }) => features.flatMap((feature) => ("uri" in feature ? [feature.uri] : [])));

/** The card of the draft's link, or of the first link in the text, and the part that it belongs to. */
const placeCard = async (
  draft: Draft,
  texts: readonly ComposedText[],
  limits: Limits,
  parts: ComposeParts,
): Promise<{ index: number; card: LinkCard } | null> => {
  if (limits.network !== "bluesky" || draft.image !== undefined) return null;
  const given = draft.link === undefined || draft.link.trim() === "" ? undefined : parseLink(draft.link);
  const url = given ?? texts.flatMap(linksOf)[0];
  if (url === undefined) return null;
  const card = await composeCard(url, limits, parts);
  const withLink = texts.findIndex((part) => linksOf(part).some((shown) => isSameAddress(shown, url)));
  return card && { index: withLink === -1 ? texts.length - 1 : withLink, card };
};

/**
 * The one way from a draft to what an account publishes; previews, rehearsals and deliveries all come through here.
 * Throws `UserError` where the draft cannot be published on that network, in words for whoever wrote it.
 */
export const compose = async (draft: Draft, account: ComposeAccount, limits: Limits, parts: ComposeParts): Promise<ComposedPost> => {
  if (account.network !== limits.network) {
    throw new TypeError(`the limits of ${limits.network} were given for ${account.id}, on ${account.network}`);
  }
  const language = readLanguage(draft.language ?? account.language);
  const { text, link, hashtags, image, parted } = draft;
  const texts = composeText({ text, link, hashtags, parted, hasImage: image !== undefined }, limits);
  const media = image === undefined ? [] : [await prepareImage(image, limits, parts.media)];
  const placed = await placeCard(draft, texts, limits, parts);
  const withPictures = (part: ComposedText, index: number): ComposedPart => ({
    ...part,
    media: index === 0 ? media : [],
    card: placed?.index === index ? placed.card : null,
  });
  return { network: limits.network, account: account.id, language, parts: texts.map(withPictures) };
};
