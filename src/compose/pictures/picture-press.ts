import { fork, type ChildProcess } from "node:child_process";
import type { CardFacts } from "../../campaign/words/card-facts.ts";
import type { ChartFacts } from "../../campaign/words/chart-facts.ts";
import { UserError } from "../../user-error.ts";
import type { FittedImage } from "./fit-image.ts";
import type { ImageLimits } from "../limits.ts";
import type { PictureAnswer, PictureJob, PictureRequest } from "./picture-job.ts";

/** Where pictures are made. */
export interface PicturePress extends Disposable {
  /** A PNG of 1200 by 630 pixels. */
  drawCard(facts: CardFacts): Promise<Uint8Array>;
  /** A PNG of the same size. */
  drawChart(facts: ChartFacts): Promise<Uint8Array>;
  /** Throws `UserError` where the data is no picture that can be read, or cannot be made to fit. */
  fitImage(data: Uint8Array, limits: ImageLimits): Promise<FittedImage>;
}

/** A post's pictures come together; afterwards the process and its memory go. */
const idleMs = 2000;
/** Longer than the largest picture takes. */
const longestJobMs = 60_000;

export interface PicturePressOptions {
  /** The environment of the process. It needs no credentials, so it should get none. */
  readonly environment: Readonly<Record<string, string>>;
}

interface Waiting {
  resolve(picture: Uint8Array | FittedImage): void;
  reject(error: Error): void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Makes pictures in a process of its own, started with the first picture and ended when there are no more: drawing and decoding take
 * some 100 MB that no allocator gives back, and a stranger's picture that crashes a decoder must not end the worker.
 */
export const createPicturePress = ({ environment }: PicturePressOptions): PicturePress => {
  const waiting = new Map<number, Waiting>();
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last = 0;

  const failAll = (reason: string): void => {
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(new Error(reason));
    }
    waiting.clear();
  };

  const stop = (): void => {
    clearTimeout(idle);
    child?.removeAllListeners();
    child?.kill("SIGKILL");
    child = undefined;
  };

  const settle = (answer: PictureAnswer): void => {
    const one = waiting.get(answer.number);
    if (one === undefined) return;
    waiting.delete(answer.number);
    clearTimeout(one.timer);
    if ("picture" in answer) one.resolve(answer.picture);
    else one.reject("refusal" in answer ? new UserError(answer.refusal) : new Error(`The picture could not be made: ${answer.fault}`));
    if (waiting.size > 0) return;
    idle = setTimeout(stop, idleMs).unref();
    child?.unref();
    child?.channel?.unref();
  };

  const start = (): ChildProcess => {
    const started = fork(new URL("./picture-process.ts", import.meta.url), {
      serialization: "advanced",
      execArgv: [],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      env: environment,
    });
    started.on("message", settle);
    started.once("exit", () => {
      if (child !== started) return;
      child = undefined;
      failAll("The process that makes pictures ended before it had answered.");
    });
    return started;
  };

  const ask = (job: PictureJob): Promise<Uint8Array | FittedImage> => {
    clearTimeout(idle);
    child ??= start();
    child.ref();
    child.channel?.ref();
    const number = (last += 1);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        failAll("A picture took too long to make.");
        stop();
      }, longestJobMs);
      waiting.set(number, { resolve, reject, timer });
      child?.send({ number, job } satisfies PictureRequest);
    });
  };

  return {
    drawCard: async (facts) => (await ask({ kind: "card", facts })) as Uint8Array,
    drawChart: async (facts) => (await ask({ kind: "chart", facts })) as Uint8Array,
    fitImage: async (data, limits) => (await ask({ kind: "fit", data, limits })) as FittedImage,
    [Symbol.dispose]: () => {
      stop();
      failAll("Rollcall is ending.");
    },
  };
};
