import { hourOf, type CountChange, type Hour, type SeenPost } from "./seen-post.ts";

/** What a network told of a post: that it was made, changed or deleted, and with which hashtags it was left. */
export interface PostNews {
  readonly kind: "made" | "changed" | "gone";
  /** When whoever told it heard of it, in microseconds since 1970: it counts in that hour. Two who tell the same may differ in it. */
  readonly atUs: number;
  /** When the revision was made that it is of, the same for whoever tells it; null where that is not known. */
  readonly revUs: number | null;
  /** Folded; those that are tracked, at least. */
  readonly tags: ReadonlySet<string>;
}

/** A post as one piece of news left it. */
export interface PostVersion extends Omit<PostNews, "tags"> {
  /** Hashtags with the hour in which they count if this version brought them. */
  readonly tags: ReadonlyMap<string, Hour>;
}

/** What is remembered of a post for eight days, under a hash. */
export interface HeardPost extends Pick<SeenPost, "tags"> {
  /** In their order. At most so many; what is older than the first one changes nothing. */
  readonly versions: readonly PostVersion[];
}

const mostVersions = 12;
const ranks: Readonly<Record<PostNews["kind"], number>> = { made: 0, changed: 1, gone: 2 };

/**
 * Whether one came before the other, in whatever order they are told. Revisions of an account are in the order of their own times, on whatever instance;
 * without these the times at which they were heard must do. Of what is of the same moment a making is the first and an end the last.
 */
export const cameBefore = (a: Omit<PostNews, "tags">, b: Omit<PostNews, "tags">): boolean => {
  if (a.revUs !== null && b.revUs !== null && a.revUs !== b.revUs) return a.revUs < b.revUs;
  if (a.atUs !== b.atUs) return a.atUs < b.atUs;
  return ranks[a.kind] < ranks[b.kind];
};

const versionOf = ({ tags, ...news }: PostNews): PostVersion => {
  const hour = hourOf(news.atUs / 1000);
  return { ...news, tags: new Map([...tags].map((tag) => [tag, hour])) };
};

const sameTags = (a: PostVersion, b: PostVersion): boolean =>
  a.tags.size === b.tags.size && [...a.tags.keys()].every((tag) => b.tags.has(tag));
const isOther = (a: PostVersion, b: PostVersion): boolean => a.revUs !== null && b.revUs !== null && a.revUs !== b.revUs;

/** Whether a version whose place is before `at` is told again. */
const isThere = (versions: readonly PostVersion[], version: PostVersion, at: number): boolean => {
  const isSame = (each: PostVersion): boolean => each.kind === version.kind && !isOther(each, version) && sameTags(each, version);
  if (versions.some((each) => isSame(each) && each.atUs === version.atUs)) return true;
  // Another instance may have heard of the same revision at another time.
  if (version.revUs !== null && [versions[at - 1], versions[at]].some((each) => each?.revUs === version.revUs && isSame(each))) return true;
  // Between two makings of a post there is its end.
  const next = version.kind === "made" ? versions.slice(at).find(({ kind }) => kind !== "changed") : undefined;
  return next?.kind === "made" && !isOther(next, version);
};

/** Hashtags of the last version, each in the hour of the version that brought it. */
const tagsAfter = (versions: readonly PostVersion[]): Map<string, Hour> => {
  let tags = new Map<string, Hour>();
  for (const version of versions) tags = new Map([...version.tags].map(([tag, hour]) => [tag, tags.get(tag) ?? hour]));
  return tags;
};

/** The oldest ones become one. */
const shorten = (versions: readonly PostVersion[]): readonly PostVersion[] => {
  const merged = versions.length > mostVersions ? versions.slice(0, versions.length - mostVersions + 1) : [];
  const last = merged.at(-1);
  if (last === undefined) return versions;
  return [{ ...last, tags: tagsAfter(merged) }, ...versions.slice(merged.length)];
};

/**
 * What one piece of news of a post changes; null where nothing does. A hashtag counts in the hour of the news that brought it, whatever
 * other hashtags the post has. News may come again, late, and in any order: what counts is how all that was heard leaves the post.
 */
export const hear = (
  heard: HeardPost | undefined,
  news: PostNews,
  isTracked: (tag: string) => boolean,
): { readonly post: HeardPost; readonly changes: readonly CountChange[] } | null => {
  const tags = news.kind === "gone" ? [] : [...news.tags].filter(isTracked);
  // A post is never made without the hashtags that it has; so what says so is old news.
  if (tags.length === 0 && (heard === undefined || news.kind === "made")) return null;
  const version = versionOf({ ...news, tags: new Set(tags) });
  const before = heard?.versions ?? [];
  const at = before.findLastIndex((each) => !cameBefore(version, each)) + 1;
  if (isThere(before, version, at) || (at === 0 && before.length >= mostVersions)) return null;
  const versions = before.toSpliced(at, 0, version);
  const now = tagsAfter(versions);
  // What a tag was that is not tracked any more, nobody looks for; it goes with the post alone.
  if (versions.at(-1)?.kind !== "gone") for (const [tag, { hour }] of heard?.tags ?? []) if (!isTracked(tag)) now.set(tag, hour);
  const changes: CountChange[] = [];
  for (const [tag, { hour }] of heard?.tags ?? []) if (now.get(tag) !== hour) changes.push({ tag, hour, by: -1 });
  for (const [tag, hour] of now) if (heard?.tags.get(tag)?.hour !== hour) changes.push({ tag, hour, by: 1 });
  return { post: { tags: new Map([...now].map(([tag, hour]) => [tag, { hour, by: [] }])), versions: shorten(versions) }, changes };
};
