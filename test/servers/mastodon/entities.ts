import type { ServerState, StoredAccount, StoredMedia, StoredStatus } from "./state.ts";
import { statusHtml } from "./status-html.ts";
import { textEntities } from "./text-entities.ts";

export const accountEntity = (state: ServerState, account: StoredAccount): object => ({
  id: account.id,
  username: account.username,
  acct: account.username,
  display_name: account.username,
  locked: false,
  bot: true,
  url: `${state.origin()}/@${account.username}`,
  uri: `${state.origin()}/users/${account.username}`,
  statuses_count: [...state.statuses.values()].filter((status) => status.accountId === account.id).length,
  emojis: [],
  fields: [],
});

export const mediaEntity = (state: ServerState, media: StoredMedia): object => ({
  id: media.id,
  type: "image",
  url: media.pollsLeft > 0 ? null : `${state.origin()}/system/media_attachments/files/${media.id}/original`,
  preview_url: media.pollsLeft > 0 ? null : `${state.origin()}/system/media_attachments/files/${media.id}/small`,
  remote_url: null,
  preview_remote_url: null,
  text_url: null,
  meta: {
    original: { width: media.width, height: media.height, size: `${media.width}x${media.height}`, aspect: media.width / media.height },
  },
  description: media.description || null,
  blurhash: null,
});

export const statusEntity = (state: ServerState, status: StoredStatus): object => {
  const { account } = state.tokens.find((token) => token.account.id === status.accountId)!;
  const url = `${state.origin()}/@${account.username}/${status.id}`;
  const boosted = status.reblogOf === null ? undefined : state.statuses.get(status.reblogOf);
  const tags = textEntities(status.text).filter(({ kind }) => kind === "hashtag");
  return {
    id: status.id,
    created_at: status.createdAt.toString({ smallestUnit: "millisecond" }),
    in_reply_to_id: status.inReplyToId,
    in_reply_to_account_id: status.inReplyToId === null ? null : (state.statuses.get(status.inReplyToId)?.accountId ?? null),
    sensitive: status.sensitive,
    spoiler_text: status.spoilerText,
    visibility: status.visibility,
    language: status.language,
    uri: `${state.origin()}/users/${account.username}/statuses/${status.id}`,
    url,
    replies_count: [...state.statuses.values()].filter((other) => other.inReplyToId === status.id).length,
    reblogs_count: 0,
    favourites_count: 0,
    edited_at: status.editedAt?.toString({ smallestUnit: "millisecond" }) ?? null,
    content: statusHtml(status.text, state.origin(), new Set(state.tokens.map((token) => token.account.username))),
    reblog: boosted ? statusEntity(state, boosted) : null,
    application: { name: "Rollcall", website: null },
    account: accountEntity(state, account),
    media_attachments: status.mediaIds.map((id) => mediaEntity(state, state.media.get(id)!)),
    mentions: [],
    tags: tags.map(({ text }) => ({
      name: text.slice(1).toLowerCase(),
      url: `${state.origin()}/tags/${encodeURIComponent(text.slice(1))}`,
    })),
    emojis: [],
    card: null,
    poll: null,
  };
};
