import { badRequest } from "./bot-api-error.ts";
import { detectEntities } from "./detect-entities.ts";
import { type FormattedText, type MessageEntity, readEntities } from "./message-entity.ts";
import { parseHtml, parseMarkdown } from "./parse-mode.ts";
import { json, type Parameters } from "./parameters.ts";

/** Characters that the server takes out; tabs and other control characters become spaces. */
const dropped = /\r|[\u2028-\u202E]|\u0333|\u033F|\u030A/;

/** What `fix_formatted_text` of TDLib does to what a bot sent: cleans, then cuts white space at both ends, and moves the entities along. */
const tidy = ({ text, entities }: FormattedText): FormattedText => {
  let clean = "";
  const place: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    place.push(clean.length);
    const unit = text.charAt(at);
    if (dropped.test(unit)) continue;
    clean += unit < " " && unit !== "\n" ? " " : unit;
  }
  place.push(clean.length);
  const moved = entities.map((entity) => {
    const offset = place[entity.offset] ?? clean.length;
    return { ...entity, offset, length: (place[entity.offset + entity.length] ?? clean.length) - offset };
  });
  const end = clean.replace(/[ \n]+$/, "").length;
  const firstEntity = Math.min(clean.length, ...moved.map((entity) => entity.offset));
  const start = Math.min(clean.length - clean.replace(/^[ \n]+/, "").length, firstEntity, end);
  const kept: MessageEntity[] = [];
  for (const entity of moved) {
    const length = Math.min(entity.offset + entity.length, end) - entity.offset;
    if (length > 0) kept.push({ ...entity, offset: entity.offset - start, length });
  }
  return { text: clean.slice(start, end), entities: kept };
};

const parse = (parameters: Parameters, raw: string, entitiesName: string): FormattedText => {
  const mode = (parameters.values.get("parse_mode") ?? "").toLowerCase();
  if (mode === "html") return parseHtml(raw);
  if (mode === "markdownv2") return parseMarkdown(raw);
  if (mode !== "" && mode !== "markdown") throw badRequest("unsupported parse_mode");
  return { text: raw, entities: readEntities(json(parameters, entitiesName), raw) };
};

const finish = (formatted: FormattedText): FormattedText => {
  const { text, entities } = tidy(formatted);
  return { text, entities: detectEntities(text, entities) };
};

/** The text of a message: 1 to 4,096 UTF-16 units after the entities are parsed. */
export const readText = (parameters: Parameters): FormattedText => {
  const raw = parameters.values.get("text") ?? "";
  if (raw === "") throw badRequest("message text is empty");
  const formatted = finish(parse(parameters, raw, "entities"));
  if (formatted.text === "") throw badRequest("text must be non-empty");
  if (formatted.text.length > 4096) throw badRequest("message is too long");
  return formatted;
};

/** The text below a picture: at most 1,024 UTF-16 units after the entities are parsed. */
export const readCaption = (parameters: Parameters): FormattedText => {
  const formatted = finish(parse(parameters, parameters.values.get("caption") ?? "", "caption_entities"));
  if (formatted.text.length > 1024) throw badRequest("message caption is too long");
  return formatted;
};
