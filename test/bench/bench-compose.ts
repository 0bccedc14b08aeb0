import { RichText } from "@atproto/api";
import { composeText } from "../../src/compose/text/compose-text.ts";
import { defaultLimits, networks } from "../../src/compose/limits.ts";
import { median, round, timeMs } from "./median.ts";

const drafts = [
  { text: "Every day, a name.", hasImage: false },
  {
    text: "Maria Kalesnikava\n\nHeld for 1923 days.",
    link: "https://example.org/maria-kalesnikava",
    hashtags: ["#Belarus"],
    hasImage: true,
  },
  {
    text: "Марыя Калеснікава\n\nВызвалена 13 снежня 2025 г.",
    link: "https://example.org/be",
    hashtags: ["#Беларусь", "#Belarus"],
    hasImage: false,
  },
  { text: "A sentence that is one of many. ".repeat(60), link: "https://example.org/long", hasImage: false },
];

const rounds = 7;
const callsPerRound = 400;

/** Drafts into the posts of all three networks, without pictures; beside RichText's own detection of links and tags for Bluesky alone. */
export const benchCompose = async () => {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let each = 0; each < rounds; each += 1) {
    ours.push(
      await timeMs(() => {
        for (let call = 0; call < callsPerRound; call += 1)
          for (const network of networks) composeText(drafts[call % drafts.length]!, defaultLimits[network]);
      }),
    );
    bare.push(
      await timeMs(() => {
        for (let call = 0; call < callsPerRound; call += 1)
          new RichText({ text: drafts[call % drafts.length]!.text }).detectFacetsWithoutResolution();
      }),
    );
  }
  return {
    composeCallsPerSecond: round(callsPerRound / (median(ours) / 1000)),
    richTextDetectionsPerSecond: round(callsPerRound / (median(bare) / 1000)),
  };
};
