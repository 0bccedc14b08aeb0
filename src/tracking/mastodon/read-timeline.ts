import { PageRefused, type TimelinePage, type TimelineStatus } from "./fetch-page.ts";

export interface Timeline {
  readonly statuses: readonly TimelineStatus[];
  /** Null where it was read to its end or to `since`; else why not. */
  readonly broken: string | null;
}

const pageSize = 40;
/** 4,000 posts under one hashtag within a week. */
const mostPages = 100;
/** Left to whoever else asks this server from here, such as the campaign's own account. */
const callsToLeave = 20;

/**
 * The posts that one server shows under a hashtag and that are not older than `since`, read page by page from the newest
 * (https://docs.joinmastodon.org/methods/timelines/#tag). Never throws for what the server does.
 */
export const readTimeline = async (
  server: URL,
  tag: string,
  since: Temporal.Instant,
  fetchPage: (url: URL) => Promise<TimelinePage>,
): Promise<Timeline> => {
  const found = new Map<string, TimelineStatus>();
  const end = (broken: string | null): Timeline => ({ statuses: [...found.values()], broken });
  let before: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const url = new URL(`/api/v1/timelines/tag/${encodeURIComponent(tag)}`, server);
    url.searchParams.set("limit", String(pageSize));
    if (before !== null) url.searchParams.set("max_id", before);
    let read: TimelinePage;
    try {
      read = await fetchPage(url);
    } catch (error) {
      if (error instanceof PageRefused) return end(error.message);
      throw error;
    }
    const { statuses, callsLeft } = read;
    const last = statuses.at(-1);
    if (last === undefined) return end(null);
    if (statuses.every(({ id }) => found.has(id))) return end("it shows the same page again");
    for (const status of statuses) found.set(status.id, status);
    // One that is dated back says nothing about those behind it.
    if (statuses.every(({ created_at }) => Temporal.Instant.compare(created_at, since) < 0)) return end(null);
    if (callsLeft < callsToLeave) return end("it answers no more calls for now");
    before = last.id;
  }
  return end("its timeline is too long");
};
