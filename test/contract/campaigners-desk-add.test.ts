import { readdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ania, stranger, yan } from "./admin-chat-fixture.ts";
import { buttonsOf, type DeskHouse, type DeskStage, openDeskHouse, startDeskStage } from "./campaigners-desk-fixture.ts";

/** A machine that is busy takes its time. */
const busy = { timeout: 20_000 };

let house: DeskHouse;
beforeAll(async () => {
  house = await openDeskHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const grey = sharp({ create: { width: 40, height: 30, channels: 3, background: "#808080" } })
  .png()
  .toBuffer();
const photo = async ({ server }: DeskStage) => {
  const id = server.addFile(await grey);
  return {
    text: undefined,
    photo: [
      { file_id: "small", file_size: 10 },
      { file_id: id, file_size: 100 },
    ],
  };
};
const first = "2027-03-08/own/1";
const words = async ({ context }: DeskStage, id = first) => (await context.posts.find(id))?.words;

describe("a post that is asked for bit by bit", () => {
  it("is made of answers to questions that open the reply field, and only of whoever began it", async () => {
    await using stage = await startDeskStage(house);
    const what = await stage.ask("/add", /What does it say\?/);
    expect(what.replyMarkup).toEqual({ force_reply: true, selective: true, input_field_placeholder: "The text of the post" });
    await stage.replyTo(what, "Not mine to say.", yan);
    await stage.told(/^Somebody else began this post/);
    await stage.replyTo(what, "Write a letter today.");
    const when = await stage.told(/When does it go out\?/);
    for (const [written, why] of [
      ["soon", /“soon” must be a day and a time such as/],
      ["2026-11-01 10:00", /2026-11-01 10:00 is over/],
      ["2029-03-08 10:00", /more than two years ahead/],
      ["2027-10-31 03:30", /comes twice in Europe\/Vilnius/],
    ] as const) {
      await stage.replyTo(stage.inGroup().at(-1)!, written);
      await stage.told(why);
    }
    await stage.replyTo(stage.inGroup().at(-1)!, "2027-03-08 10:00");
    const head = await stage.told(/own post by Ania/);
    expect(head.text).toContain(first);
    expect(await words(stage)).toMatchObject({ texts: { "*": "Write a letter today." }, author: "Ania" });
    await stage.replyTo(when, "2027-03-08 11:00");
    await stage.told(/^What this asked about is over/);
  });

  it("is forgotten after half an hour, and by a restart, and says so", async () => {
    await using stage = await startDeskStage(house);
    const what = await stage.ask("/add 2027-03-08 10:00", /What does it say\?/);
    // By then the question is behind us.
    await stage.ask("/help", /\/queue/);
    stage.clock.advance({ minutes: 31 });
    await stage.replyTo(what, "Too late.");
    await stage.told(/kept for 30 minutes, and not over a restart/);
    const again = await stage.ask("/add 2027-03-08 10:00", /What does it say\?/);
    await stage.restart();
    await stage.replyTo(again, "After the restart.");
    await stage.told(/Send \/add again/);
    expect(await stage.context.posts.find(first)).toBeNull();
  });

  it("has its picture described before it is taken, in one message or in a reply", async () => {
    await using stage = await startDeskStage(house);
    const what = await stage.ask("", /What does the picture show\?/, undefined, {
      ...(await photo(stage)),
      caption: "/add 2027-03-08 10:00 A picture.",
    });
    await stage.replyTo(what, "", undefined, await photo(stage));
    await stage.told(/^Reply to the question in words/);
    expect(await stage.context.posts.find(first)).toBeNull();
    await stage.replyTo(what, "A grey wall");
    await stage.told(/own post by Ania/);
    expect(await words(stage)).toMatchObject({ image: { alt: "A grey wall" }, texts: { "*": "A picture." } });
    expect(stage.inGroup().find(({ media }) => media.length > 0)?.text).toMatch(/🖼 A grey wall\n\nA picture\.$/);

    const text = await stage.ask("/add 2027-03-09 10:00", /What does it say\?/);
    await stage.replyTo(text, "", undefined, { ...(await photo(stage)), caption: "Another picture." });
    await stage.replyTo(await stage.told(/What does the picture show\?/), "The same wall");
    await stage.told(/2027-03-09\/own\/1/);
    expect(await words(stage, "2027-03-09/own/1")).toMatchObject({ image: { alt: "The same wall" }, texts: { "*": "Another picture." } });
  });

  it("takes no album, no file that is no picture, and none that Telegram does not give", async () => {
    await using stage = await startDeskStage(house);
    const caption = "/add 2027-03-08 10:00 A picture.";
    await stage.ask("", /^That is an album/, undefined, { ...(await photo(stage)), caption, media_group_id: "1" });
    await stage.ask("", /^That file is not a picture/, undefined, {
      text: undefined,
      caption,
      document: { file_id: "x", mime_type: "application/pdf" },
    });
    await stage.ask("", /more than 20 MB/, undefined, {
      text: undefined,
      caption,
      document: { file_id: "x", mime_type: "image/png", file_size: 3e7 },
    });
    const what = await stage.ask("", /What does the picture show\?/, undefined, { text: undefined, caption, photo: [{ file_id: "gone" }] });
    await stage.replyTo(what, "A wall");
    await stage.told(/^✎ The picture cannot be fetched from Telegram: send it again\./);
    const noPicture = { text: undefined, caption, photo: [{ file_id: stage.server.addFile(Buffer.from("Not a picture at all.")) }] };
    const before = await readdir(join(house.folder, "queue")).catch(() => []);
    await stage.replyTo(await stage.ask("", /What does the picture show\?/, undefined, noPicture), "A wall");
    await stage.told(/^✎ bluesky: .*picture/);
    expect(await readdir(join(house.folder, "queue")).catch(() => [])).toEqual(before);
    expect(await stage.context.posts.find(first)).toBeNull();
  });
});

describe("the rules of `queue add`", () => {
  it("hold in the chat, in their own words, with a button where somebody may insist", async () => {
    await using stage = await startDeskStage(house);
    stage.settings.withheld = "maria-kalesnikava";
    await stage.ask("/add 2027-03-28 03:30 In the gap.", /2027-03-28 03:30 does not exist in Europe\/Vilnius/);
    await stage.ask("/add tomorrow 10:00 Brought late.", /“tomorrow 10:00” was written some time ago: say the day\./, ania, { date: 1 });
    await stage.ask("/add 8.3.2027\u{202e} 10:00 Turned.", /“8\.3\.2027” is not a day/);
    await stage.ask(
      "/add 8.3.2027 10:00 In another order.",
      /“8\.3\.2027 10:00” is not a day and a time such as 2027-03-08 10:00: send it again/,
    );
    await stage.ask(
      "/add 2027-03-08 10:00 We think of Maria Kalesnikava.",
      /It names somebody who is withheld, so it is not taken: leave the name out\./,
    );
    await stage.ask("/add 2027-03-08 10:00 Said once.", /own post by Ania/);
    const repeat = await stage.ask(
      "/add 2027-03-09 10:00 said  ONCE.",
      /2027-03-08\/own\/1 says the same, within 30 days: change the text, or post it all the same\./,
      yan,
    );
    expect(await stage.tap(repeat, "Post it all the same", { from: yan })).toBe("It is posted all the same.");
    await stage.told(/2027-03-09\/own\/1/);
    expect(await words(stage, "2027-03-09/own/1")).toMatchObject({ author: "Yan" });
    expect(await stage.tap(repeat, "Post it all the same", { from: yan })).toMatch(/is over/);

    const long = await stage.ask(
      `/add 2027-03-10 10:00 ${"word ".repeat(70)}`,
      /bluesky: the text has 349 characters.*at most 300\. Shorten it, or make a thread of it\./,
    );
    await stage.tap(long, "Make a thread of it");
    await stage.told(/2027-03-10\/own\/1/);
    expect(await words(stage, "2027-03-10/own/1")).toMatchObject({ thread: true });
    expect(stage.inGroup().filter(({ text }) => /part \d of 2/.test(text))).toHaveLength(2);

    const shorter = await stage.ask(`/add 2027-03-11 10:00 ${"other ".repeat(70)}`, /Shorten it/);
    await stage.replyTo(shorter, "Short.");
    await stage.told(/2027-03-11\/own\/1/);
  });

  it("take a message that comes twice once, and say so", async () => {
    await using stage = await startDeskStage(house);
    const head = await stage.ask("/add 2027-03-08 10:00 Once.", /2027-03-08\/own\/1/);
    expect(head.text).not.toContain("there already");
    const again = await stage.ask("/add 2027-03-08 10:00 Once.", /2027-03-08\/own\/1/);
    expect(again.text).toBe(`This very post is there already: nothing was added.\n${head.text}`);
    const there = await stage.context.posts.between(Temporal.PlainDate.from("2027-03-08"), Temporal.PlainDate.from("2027-03-08"));
    expect(there).toHaveLength(1);
  });

  it("warn of whoever is named and not in prison before the post is queued, and again below it", async () => {
    await using stage = await startDeskStage(house);
    const naming = "It names Ales Bialiatski, recorded as released on 13 December 2025: see that it does not speak of prison as of today.";
    const warned = await stage.ask("/add 2027-03-08 10:00 Free Ales Bialiatski! #FreeBialiatski", /calls for the freedom of/);
    expect(warned.text).toContain(`✎ ${naming}\n#FreeBialiatski calls for the freedom of Ales Bialiatski, recorded as released`);
    expect(await stage.context.posts.find(first)).toBeNull();
    await stage.tap(warned, "Post it all the same");
    const head = await stage.told(/own post by Ania/);
    expect(head.text).toContain(`⚠ ${naming}`);
    const both = await stage.ask("/add 2027-03-09 10:00 Free Ales Bialiatski! #FreeBialiatski", /says the same, within 30 days/);
    expect(both.text).toContain(`post it all the same.\n${naming}`);
    const edited = await stage.ask(`/edit ${first} Maria Kalesnikava is free.`, /own post by Ania/);
    expect(edited.text).toMatch(/⚠ It names Maria Kalesnikava, recorded as released/);
  });

  it("ask for a second person where the campaign says so: not the author, and nobody without a name", async () => {
    await using stage = await startDeskStage(house);
    stage.settings.approval = true;
    await stage.ask(
      "/add 2027-03-08 10:00 Whose?",
      /^What is written here needs a second person's yes, so whoever writes has to be known by name/,
      stranger,
    );
    const head = await stage.ask("/add 2027-03-08 10:00 Write a letter.", /own post by Ania/);
    expect(head.text).toMatch(/HELD\. It waits for the yes of somebody other than Ania: \/approve_\w{5}\./);
    expect(await stage.tap(head, "Approve")).toBe(`${first} was written by Ania: somebody else has to approve it.`);
    expect(await stage.tap(head, "Approve", { from: stranger })).toMatch(/has to be known by name/);
    expect(await stage.tap(head, "Approve", { from: yan })).toMatch(/is approved\. It goes out at 2027-03-08 10:00/);
    await expect.poll(() => stage.inGroup().find(({ id }) => id === head.id)?.text, busy).toContain("Goes out then. Approved by Yan.");
    expect(await stage.tap(head, "Approve", { from: yan, asItWas: true })).toBe(`${first} was approved by Yan already.`);
    expect(buttonsOf(stage.inGroup().find(({ id }) => id === head.id)!).map(({ text }) => text)).not.toContain("✅ Approve");
    await stage.ask(`/edit ${first} Write two letters.`, /HELD\. It waits for the yes of somebody other than Ania/);
    expect(await stage.log(first)).toEqual(expect.arrayContaining(["approved Yan", "edited Ania", "approval-taken-back Ania"]));
  });
});
