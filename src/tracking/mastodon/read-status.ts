import { z } from "zod";
import { foldTag } from "../../campaign/hashtags/fold-tag.ts";
import type { ShownPost } from "../../campaign/hashtags/reconcile-timelines.ts";

/** A post as a server shows it, reduced to what counting needs. */
export interface Status extends ShownPost {
  /** The server's own. */
  readonly id: string;
  /** The same on every server. */
  readonly uri: string;
  readonly isBoost: boolean;
}

/** What stands in the place of a post and cannot be counted. */
interface OddStatus {
  readonly id: string;
  readonly uri: string | null;
}

export type StatusReading = { readonly kind: "status"; readonly status: Status } | { readonly kind: "odd"; readonly status: OddStatus };

const instant = z.iso.datetime({ offset: true }).transform((text, context) => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    context.addIssue("is no time");
    return z.NEVER;
  }
});

const idSchema = z.union([z.string().min(1).max(100), z.int().transform(String)]);
const uriSchema = z.string().min(1);
const statusSchema = z.object({
  id: idSchema,
  uri: uriSchema,
  created_at: instant,
  edited_at: instant.nullish().catch(null),
  reblog: z.unknown(),
  tags: z.array(z.unknown()),
});
const oddSchema = z.object({ id: idSchema, uri: uriSchema.nullable().catch(null) });
const tagSchema = z.object({ name: z.string().max(1000) });

/**
 * One post of a page, whatever the others are like (https://docs.joinmastodon.org/entities/Status/): most of it is as a stranger's
 * server made it. A hashtag without a readable name is none that anybody counts. Null for what has not even an id.
 */
export const readStatus = (value: unknown): StatusReading | null => {
  const read = statusSchema.safeParse(value);
  if (!read.success) {
    const odd = oddSchema.safeParse(value);
    return odd.success ? { kind: "odd", status: odd.data } : null;
  }
  const { id, uri, created_at, edited_at, reblog, tags } = read.data;
  const names = tags.flatMap((each) => tagSchema.safeParse(each).data?.name ?? []);
  return {
    kind: "status",
    status: {
      id,
      uri,
      madeAt: created_at,
      editedAt: edited_at ?? null,
      tags: new Set(names.map(foldTag)),
      isBoost: reblog !== null && reblog !== undefined,
    },
  };
};
