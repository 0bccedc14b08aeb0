import { expect, test } from "vitest";
import { isTelegramPage } from "../../src/campaign/is-telegram-page.ts";

test.each([
  ["https://t.me/dw_belarus/20349", true],
  ["http://telegram.me/s/a", true],
  ["https://viasna.t.me/12", true],
  ["https://T.ME/a", true],
  ["https://spring96.org/en?to=t.me", false],
  ["https://not.me/t.me/a", false],
  ["https://at.me/a", false],
  ["", false],
])("%s opens in Telegram: %s", (url, expected) => {
  expect(isTelegramPage(url)).toBe(expected);
});
