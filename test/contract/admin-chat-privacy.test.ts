import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NoticeStore } from "../../src/delivery/notice-store.ts";
import { createMemoryNotices } from "../servers/memory-notices.ts";
import { settle, startAdminStage } from "./admin-chat-fixture.ts";

/** Notes everything that a store is called with. */
const watched = (store: NoticeStore, calls: unknown[]): NoticeStore =>
  new Proxy(store, {
    get: (target, name: keyof NoticeStore) => {
      const method = target[name] as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => {
        calls.push([name, ...args]);
        return method(...args);
      };
    },
  });

const word = fc.stringMatching(/^[a-zа-я]{12,16}$/u);
const id = fc.integer({ min: 5_000_000_000, max: 9_000_000_000_000 });

const somebody = fc.record({
  id,
  is_bot: fc.constant(false),
  first_name: word,
  last_name: word,
  username: word,
  language_code: fc.constantFrom("be-tarask-zz", "ru-latn-zz"),
});

const words = fc
  .tuple(fc.constantFrom("/plan ", "/start ", "/count@rollcall_test_bot ", "", "t.me/", "https://t.me/freethem/"), word)
  .map(([head, tail]) => head + tail);

/** Shapes that the Bot API has, and some that it should not have. */
const updateFrom = (chat: Record<string, unknown>, notice: number) =>
  somebody.chain((from) =>
    fc.oneof(
      words.map((text) => ({ message: { message_id: 9, date: 1, chat, from, text } })),
      words.map((text) => ({
        message: { message_id: 9, date: 1, chat, from, text, reply_to_message: { message_id: notice, chat, from } },
      })),
      words.map((caption) => ({
        message: { message_id: 9, date: 1, chat, from, caption, contact: { phone_number: caption, user_id: from.id } },
      })),
      words.map((text) => ({ message: { message_id: text, date: text, chat, from, text: { text } } })),
      fc.constant({ message: { message_id: 9, date: 1, chat, from, new_chat_members: [from], left_chat_member: from } }),
      fc.constantFrom("n:1:0", "n:1:1", "n:7:0", from.username).chain((data) =>
        id.map((query) => ({
          callback_query: {
            id: String(query),
            from,
            data,
            chat_instance: from.username,
            message: { message_id: notice, date: 1, chat, text: from.last_name },
          },
        })),
      ),
    ),
  );

/** Every word and number of a person that an update holds. */
const tracesOf = (update: unknown): string[] => [
  ...new Set(JSON.stringify(update).match(/[a-zа-я]{12,16}|-?\d{10,}|be-tarask-zz|ru-latn-zz/gu) ?? []),
];

describe("nothing about a person", () => {
  it("is logged, stored or answered to, whatever comes from outside of the admin chat", async () => {
    const stored: unknown[] = [];
    await using stage = await startAdminStage({ notices: watched(createMemoryNotices(), stored) });
    const told = await stage.tell("Is the post there?", settle);
    const before = stored.length;
    stage.start();
    const chat = fc.record({
      id: fc.oneof(
        id,
        id.map((number) => -number),
      ),
      type: fc.constantFrom("private", "group", "supergroup", "channel"),
      title: word,
      first_name: word,
    });
    const all: string[] = [];
    await fc.assert(
      fc.asyncProperty(
        chat.chain((where) => updateFrom(where, told.id)),
        async (update) => {
          all.push(...tracesOf(update));
          await stage.server.pushUpdate(update);
        },
      ),
      { numRuns: 200 },
    );
    await stage.say("/plan");
    await expect.poll(() => stage.inGroup()).toHaveLength(2);
    expect(stored.slice(before)).toEqual([]);
    expect(stage.decided).toEqual([]);
    expect(stage.popUps()).toEqual([]);
    const kept = JSON.stringify([stage.logged, stored]);
    expect(all.length).toBeGreaterThan(1000);
    expect(all.filter((trace) => kept.includes(trace))).toEqual([]);
  });

  it("who is in the admin chat is logged, stored, or handed on, but what they ask for and their configured name", async () => {
    const stored: unknown[] = [];
    let failing = 0;
    await using stage = await startAdminStage({
      notices: watched(createMemoryNotices(), stored),
      answers: { plan: async ([what]) => ((failing += 1), failing % 3 === 0 ? Promise.reject(new Error(what)) : "The plan.") },
    });
    stage.answer = async ({ link }) => (link === undefined ? { needsLink: "Reply with the link." } : Promise.reject(new TypeError(link)));
    const told = await stage.tell("Is the post there?", settle);
    stage.start();
    const group = { id: stage.group.id, type: "supergroup", title: stage.group.title };
    const all: string[] = [];
    await fc.assert(
      fc.asyncProperty(updateFrom(group, told.id), fc.nat(5), async (update, chance) => {
        const traces = tracesOf(update).filter((trace) => trace !== String(group.id));
        all.push(...traces);
        // A server that names somebody in what it refuses.
        if (chance === 0) {
          const failure = { kind: "error", status: 403, description: `Forbidden: ${traces.join(" ")} blocked it` } as const;
          for (const method of ["sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates"])
            stage.server.failNext({ method, failure });
        }
        await stage.server.pushUpdate(update);
      }),
      { numRuns: 150 },
    );
    await expect
      .poll(() => stage.server.requests.findLast(({ method }) => method === "getUpdates")?.parameters["offset"], { timeout: 20_000 })
      .toBe("1000151");
    await stage.bot.tellNow();
    const kept = JSON.stringify([stage.logged, stored, stage.decided.map(({ choice, who }) => [choice, who])]);
    expect(stage.logged.length).toBeGreaterThan(3);
    expect(stage.decided.length).toBeGreaterThan(3);
    expect(all.filter((trace) => kept.includes(trace))).toEqual([]);
  });
});
