import { badRequest } from "./bot-api-error.ts";
import { type Chat, chatJson, demandMembership, findChat } from "./chat.ts";
import { integer, json, type Parameters } from "./parameters.ts";
import type { World } from "./world.ts";

const botJson = ({ bot }: World) => ({ id: bot.id, is_bot: true, first_name: bot.firstName, username: bot.username });

const memberJson = (world: World, chat: Chat): object => ({
  user: botJson(world),
  status: chat.bot.status,
  ...(chat.bot.status === "administrator"
    ? {
        can_be_edited: false,
        can_manage_chat: true,
        can_post_messages: chat.bot.canPostMessages,
        can_edit_messages: chat.bot.canEditMessages,
        can_delete_messages: chat.bot.canDeleteMessages,
      }
    : {}),
});

const getMe = (world: World): object => ({
  ...botJson(world),
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
});

const getChat = (world: World, parameters: Parameters): object => {
  const chat = findChat(world.chats.values(), parameters);
  // A public channel shows itself to every bot.
  if (chat.username === null) demandMembership(chat);
  return { ...chatJson(chat), accent_color_id: 0, max_reaction_count: 11 };
};

const getChatMember = (world: World, parameters: Parameters): object => {
  const userId = integer(parameters, "user_id");
  if (userId === undefined) throw badRequest("invalid user_id specified");
  const chat = findChat(world.chats.values(), parameters);
  demandMembership(chat);
  if (userId !== world.bot.id) throw badRequest("PARTICIPANT_ID_INVALID");
  return memberJson(world, chat);
};

const getChatAdministrators = (world: World, parameters: Parameters): object[] => {
  const chat = findChat(world.chats.values(), parameters);
  demandMembership(chat);
  if (chat.type === "private") throw badRequest("there are no administrators in the private chat");
  return chat.bot.status === "administrator" ? [memberJson(world, chat)] : [];
};

const commandsKey = (parameters: Parameters): string =>
  `commands:${parameters.values.get("scope") ?? '{"type":"default"}'}:${parameters.values.get("language_code") ?? ""}`;

/** https://core.telegram.org/bots/api#setmydescription: two letters, or nothing for everybody else. */
const languageOf = (parameters: Parameters): string => {
  const language = parameters.values.get("language_code") ?? "";
  if (language !== "" && !/^[a-z]{2}$/.test(language)) throw badRequest("invalid language code specified");
  return language;
};

const setMyCommands = (world: World, parameters: Parameters): true => {
  const given = json(parameters, "commands");
  if (!Array.isArray(given)) throw badRequest("expected an Array of BotCommand");
  if (given.length > 100) throw badRequest("BOT_COMMANDS_TOO_MUCH");
  languageOf(parameters);
  for (const item of given as { command?: unknown; description?: unknown }[]) {
    if (!/^[a-z0-9_]{1,32}$/.test(String(item.command).replace(/^\//, ""))) throw badRequest("BOT_COMMAND_INVALID");
    const description = typeof item.description === "string" ? item.description : "";
    if (description.length < 1 || description.length > 256) throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
  }
  world.settings.set(commandsKey(parameters), given);
  return true;
};

const describe =
  (name: string, most: number) =>
  (world: World, parameters: Parameters): true => {
    const text = parameters.values.get(name) ?? "";
    if (text.length > most) throw badRequest(`${name.replace("_", " ")} is too long`);
    world.settings.set(`${name}:${languageOf(parameters)}`, text);
    return true;
  };

/** Where a language has none of its own it gets the one for everybody, as on the real server. */
const described = (name: string) => (world: World, parameters: Parameters) => ({
  [name]: world.settings.get(`${name}:${languageOf(parameters)}`) ?? world.settings.get(`${name}:`) ?? "",
});

export const profileMethods = {
  getMe,
  getChat,
  getChatMember,
  getChatAdministrators,
  setMyCommands,
  getMyCommands: (world: World, parameters: Parameters) => world.settings.get(commandsKey(parameters)) ?? [],
  setMyDescription: describe("description", 512),
  setMyShortDescription: describe("short_description", 120),
  getMyDescription: described("description"),
  getMyShortDescription: described("short_description"),
};
