import { textEntities } from "./text-entities.ts";

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character]!);

const shownOfLink = 30;

const linkHtml = (url: string): string => {
  const prefix = /^https?:\/\/(?:www\.)?/i.exec(url)?.[0] ?? "";
  const rest = url.slice(prefix.length);
  const cut = rest.length > shownOfLink;
  const attributes = `href="${escape(url)}" target="_blank" rel="nofollow noopener" translate="no"`;
  const shown = `<span class="${cut ? "ellipsis" : ""}">${escape(rest.slice(0, shownOfLink))}</span>`;
  return `<a ${attributes}><span class="invisible">${escape(prefix)}</span>${shown}<span class="invisible">${escape(rest.slice(shownOfLink))}</span></a>`;
};

/** A status's text the way Mastodon shows it: paragraphs, line breaks, shortened links, linked hashtags, mentions of `people` by their local part. */
export const statusHtml = (text: string, origin: string, people: ReadonlySet<string>): string => {
  if (text.trim() === "") return "";
  let html = "";
  let last = 0;
  for (const entity of textEntities(text)) {
    html += escape(text.slice(last, entity.start));
    const name = entity.text.slice(1);
    if (entity.kind === "link") html += linkHtml(entity.text);
    if (entity.kind === "hashtag") {
      html += `<a href="${origin}/tags/${encodeURIComponent(name)}" class="mention hashtag" rel="tag">#<span>${escape(name)}</span></a>`;
    }
    if (entity.kind === "mention") {
      const [local = name] = name.split("@");
      html += people.has(name)
        ? `<span class="h-card" translate="no"><a href="${origin}/@${escape(name)}" class="u-url mention">@<span>${escape(local)}</span></a></span>`
        : `@${escape(name)}`;
    }
    last = entity.end;
  }
  html += escape(text.slice(last));
  return html
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll("\n", "<br />")}</p>`)
    .join("");
};
