import { afterAll, beforeAll, expect, it } from "vitest";
import { acceptHeld, takeCount } from "../../src/decisions/take-count.ts";
import { aPetition } from "../unit/campaign/anniversaries/an-anniversary-plan.ts";
import { yan } from "./admin-chat-fixture.ts";
import { buttonsOf, type DeskHouse, openDeskHouse, startDeskStage } from "./campaigners-desk-fixture.ts";

let house: DeskHouse;
beforeAll(async () => {
  house = await openDeskHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const roses = aPetition("roses");
const source = roses.url;

const openStage = async () => {
  const stage = await startDeskStage(house);
  stage.settings.petitions = new Map([["roses", roses]]);
  const { pool } = await house.app.store();
  await pool.query("truncate rollcall.petitions, rollcall.petition_news");
  const count = async (signatures: number, date: string): Promise<void> => {
    const countedOn = Temporal.PlainDate.from(date);
    await takeCount(roses, { signatures, countedOn, countedBy: null, source }, stage.context);
    await stage.bot.tellNow();
  };
  const standing = async () => (await stage.context.petitions.counted()).standings.get("roses");
  return Object.assign(stage, { count, standing });
};

it("a held count is accepted by a button, once, under the campaigner's name", async () => {
  await using stage = await openStage();
  await stage.count(1000, "2026-11-29");
  await stage.count(1500, "2026-11-30");
  const notice = await stage.told(/1500 signatures were counted on 2026-11-30, more than a fifth a day above 1000 of 2026-11-29/);
  expect(buttonsOf(notice).map(({ text }) => text)).toEqual(["Accept", "Not right"]);
  expect(await stage.tap(notice, "Accept")).toBe("roses: 1500 signatures of 2026-11-30, accepted.");
  expect(await stage.standing()).toMatchObject({ accepted: { signatures: 1500, acceptedBy: "Ania" }, held: null });
  expect(await stage.tap(notice, "Not right", { from: yan, asItWas: true })).toContain("Decided by Ania");
  expect(await stage.standing()).toMatchObject({ accepted: { signatures: 1500, acceptedBy: "Ania" }, held: null });
});

it("a held count is said to be wrong by a button, and the one before stays", async () => {
  await using stage = await openStage();
  await stage.count(1000, "2026-11-29");
  await stage.count(10, "2026-11-30");
  const notice = await stage.told(/10 signatures were counted on 2026-11-30, fewer than 1000/);
  expect(await stage.tap(notice, "Not right", { from: yan })).toContain("10 signatures of 2026-11-30 are not right");
  expect(await stage.standing()).toMatchObject({ accepted: { signatures: 1000 }, held: { signatures: 10, refusedBy: "Yan" } });
});

it("a button decides about the number above it alone: another one comes with buttons of its own", async () => {
  await using stage = await openStage();
  await stage.count(1000, "2026-11-28");
  await stage.count(1500, "2026-11-29");
  const notice = await stage.told(/1500 signatures/);
  await stage.count(9000, "2026-11-30");
  expect(await stage.tap(notice, "Accept")).toContain("Not 1500, but 9000 signatures of 2026-11-30 are held for roses by now");
  expect(await stage.standing()).toMatchObject({ accepted: { signatures: 1000 }, held: { signatures: 9000, refusedBy: null } });
  await stage.bot.tellNow();
  expect(await stage.tap(await stage.told(/9000 signatures were counted on 2026-11-30/), "Accept")).toContain("9000 signatures");
  expect((await stage.standing())?.accepted?.signatures).toBe(9000);
});

it("what was decided at the command line is not decided again", async () => {
  await using stage = await openStage();
  await stage.count(1000, "2026-11-29");
  await stage.count(1500, "2026-11-30");
  const notice = await stage.told(/1500 signatures/);
  await acceptHeld(roses, "Yan", stage.context);
  expect(await stage.tap(notice, "Not right")).toBe("Nothing was decided. No count of roses is held. The newest is 1500 of 2026-11-30.");
  expect(await stage.standing()).toMatchObject({ accepted: { signatures: 1500, acceptedBy: "Yan" }, held: null });
});
