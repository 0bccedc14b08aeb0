import type { Chat, StoredMessage } from "./chat.ts";
import type { MessageEntity } from "./message-entity.ts";

const pageSize = 20;

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");

/** As t.me writes text: breaks, and emoji in elements of their own. */
const inner = (text: string): string =>
  escape(text)
    .replaceAll("\n", "<br/>")
    .replaceAll(
      /\p{RGI_Emoji}|\p{Extended_Pictographic}/gv,
      (emoji) => `<i class="emoji" style="background-image:url('//telegram.org/img/emoji/40/0.png')"><b>${emoji}</b></i>`,
    );

const wrap = (entity: MessageEntity, text: string): string => {
  const content = inner(text);
  switch (entity.type) {
    case "url": {
      const href = /^https?:/i.test(text) ? text : `http://${text}`;
      return `<a href="${escape(href)}" target="_blank" rel="noopener">${content}</a>`;
    }
    case "text_link":
      return `<a href="${escape(entity.url ?? "")}" target="_blank" rel="noopener" onclick="return confirm('Open this link?\\n\\n'+this.href);">${content}</a>`;
    case "hashtag":
      return `<a href="?q=${encodeURIComponent(text)}">${content}</a>`;
    case "mention":
      return `<a href="https://t.me/${escape(text.slice(1))}" target="_blank">${content}</a>`;
    case "bold":
      return `<b>${content}</b>`;
    case "italic":
      return `<i>${content}</i>`;
    default:
      return content;
  }
};

const textHtml = ({ text, entities }: StoredMessage): string => {
  let html = "";
  let at = 0;
  for (const entity of entities) {
    // Nested entities are shown by the outermost alone.
    if (entity.offset < at) continue;
    html += inner(text.slice(at, entity.offset)) + wrap(entity, text.slice(entity.offset, entity.offset + entity.length));
    at = entity.offset + entity.length;
  }
  return html + inner(text.slice(at));
};

const picture = (photo: StoredMessage): string => `background-image:url('https://cdn4.telesco.pe/file/${photo.photo?.sha256}.jpg')`;

const photoHtml = (channel: string, photos: readonly StoredMessage[]): string => {
  const [only, ...others] = photos;
  if (only === undefined) return "";
  if (others.length === 0) {
    return `<a class="tgme_widget_message_photo_wrap js-message_photo" href="https://t.me/${channel}/${only.id}" style="width:800px;${picture(only)}"><div class="tgme_widget_message_photo" style="padding-top:52.5%"></div></a>`;
  }
  const items = photos.map(
    (photo) =>
      `<a class="tgme_widget_message_photo_wrap grouped_media_wrap blured js-message_photo" style="left:0px;top:0px;width:200px;height:411px;${picture(photo)}" data-ratio="0.48625" href="https://t.me/${channel}/${photo.id}?single"><div class="grouped_media_helper"><div class="tgme_widget_message_photo grouped_media"></div></div></a>`,
  );
  return `<div class="tgme_widget_message_grouped_wrap js-message_grouped_wrap" style="width:453px;"><div class="tgme_widget_message_grouped js-message_grouped"><div class="tgme_widget_message_grouped_layer js-message_grouped_layer">${items.join("")}</div></div></div>`;
};

const previewHtml = ({ linkPreview }: StoredMessage): string => {
  const url = linkPreview?.["url"];
  if (typeof url !== "string") return "";
  return `<a class="tgme_widget_message_link_preview" href="${escape(url)}"><div class="link_preview_site_name accent_color" dir="auto">Example</div><i class="link_preview_right_image" style="background-image:url('https://cdn4.telesco.pe/file/preview.jpg')"></i><div class="link_preview_title" dir="auto">A page</div><div class="link_preview_description" dir="auto">What the page says of itself</div></a>`;
};

/** The quote has the same class as a message's own words, and comes before them. */
const replyHtml = (chat: Chat, channel: string, replyTo: number | null): string => {
  if (replyTo === null) return "";
  const answered = chat.messages.get(replyTo);
  const [kind, quote] = answered?.photo ? ["metatext", "Photo"] : ["text", answered?.text ?? "Deleted message"];
  return `<a class="tgme_widget_message_reply user-color-default" href="https://t.me/${channel}/${replyTo}"><div class="tgme_widget_message_author accent_color"><span class="tgme_widget_message_author_name" dir="auto">${escape(chat.title)}</span></div><div class="tgme_widget_message_${kind} js-message_reply_text" dir="auto">${inner(quote)}</div></a>`;
};

const messageHtml = (chat: Chat, channel: string, group: readonly StoredMessage[]): string => {
  const [first] = group;
  if (first === undefined) return "";
  const date = new Date(first.date * 1000).toISOString();
  const words = first.text === "" ? "" : `<div class="tgme_widget_message_text js-message_text" dir="auto">${textHtml(first)}</div>`;
  // An album has its words in two elements, one in the other.
  const text = group.length > 1 && words !== "" ? `<div class="tgme_widget_message_text js-message_text" dir="auto">${words}</div>` : words;
  const photos = photoHtml(
    channel,
    group.filter((message) => message.photo !== null),
  );
  return `<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="${channel}/${first.id}" data-view="x">
<div class="tgme_widget_message_user"><a href="https://t.me/${channel}"><i class="tgme_widget_message_user_photo bgcolor2"></i></a></div>
<div class="tgme_widget_message_bubble">
<div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name" href="https://t.me/${channel}"><span dir="auto">${escape(chat.title)}</span></a></div>
${replyHtml(chat, channel, first.replyTo)}${photos}${text}${previewHtml(first)}
<div class="tgme_widget_message_footer compact js-message_footer"><div class="tgme_widget_message_info short js-message_info"><span class="tgme_widget_message_views">1</span><span class="copyonly"> view</span><span class="tgme_widget_message_meta">${first.editDate === undefined ? "" : "edited &nbsp;"}<a class="tgme_widget_message_date" href="https://t.me/${channel}/${first.id}"><time datetime="${date.slice(0, 19)}+00:00" class="time">${date.slice(11, 16)}</time></a></span></div></div>
</div></div></div>`;
};

/** What `https://t.me/s/<channel>` shows: the newest 20 posts, the oldest first; `before` (a message id) pages back. An album is one post. */
export const channelPage = (chat: Chat, channel: string, before: number | null): string => {
  const groups = new Map<string, StoredMessage[]>();
  for (const message of chat.messages.values()) {
    const key = message.mediaGroup ?? `single-${message.id}`;
    groups.set(key, [...(groups.get(key) ?? []), message]);
  }
  const older = [...groups.values()].filter(([first]) => before === null || (first?.id ?? 0) < before);
  const shown = older.slice(-pageSize);
  const more = older.length > shown.length ? shown[0]?.[0]?.id : undefined;
  const moreLink =
    more === undefined
      ? ""
      : `<div class="tgme_widget_message_centered js-messages_more_wrap"><a href="/s/${channel}?before=${more}" class="tme_messages_more js-messages_more" data-before="${more}"></a></div>`;
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>${escape(chat.title)} – Telegram</title><meta property="og:title" content="${escape(chat.title)}"></head>
<body class="widget_frame_base tgme_webpreview emoji_image thin_box_shadow tme_mode no_transitions">
<header class="tgme_header search_collapsed"><div class="tgme_channel_info_header_title"><span dir="auto">${escape(chat.title)}</span></div><div class="tgme_channel_info_header_username"><a href="https://t.me/${channel}">@${channel}</a></div></header>
<main class="tgme_main" data-url="/${channel}"><section class="tgme_channel_history js-message_history">
${moreLink}
${shown.map((group) => messageHtml(chat, channel, group)).join("\n")}
</section></main></body></html>
`;
};
