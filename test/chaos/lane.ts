import { setTimeout as wait } from "node:timers/promises";
import { runRollcall, startRollcall, type Environment } from "../e2e/rollcall-process.ts";
import type { MastodonCharacter } from "../servers/mastodon/state.ts";
import type { Pds } from "../servers/pds.ts";
import type { CampaignCopy } from "./campaign-copy.ts";
import { countPosts, type Count } from "./count-posts.ts";
import { correctionArguments } from "./correction-arguments.ts";
import { isTrap, killPoints, lifePlans, pointOf, trapOf, type KillPoint, type LifePlan, type SetTrap } from "./kill-points.ts";
import { createLaneClock } from "./lane-clock.ts";
import { createLaneDays } from "./lane-days.ts";
import type { Books, LaneHome, OpenHome } from "./lane-home.ts";
import { startLaneServers, type LaneServers } from "./lane-servers.ts";
import { dispatched, started, startWorker, type LaneWorker } from "./lane-worker.ts";
import type { SeededRandom } from "./seeded-random.ts";

export interface LaneOptions {
  readonly name: string;
  readonly character: MastodonCharacter;
  readonly kills: number;
  readonly random: SeededRandom;
  readonly pds: Pds;
  readonly campaign: CampaignCopy;
  readonly openHome: OpenHome;
  readonly environment: Environment;
  /** How long a first start and a later one take here, until the worker works. */
  readonly startMs: { readonly first: number; readonly later: number };
  /** Aborted when there is no more time to kill; what is there is then settled and counted. */
  readonly enough: AbortSignal;
  /** Told of what a person who waits wants to know. */
  readonly say: (line: string) => void;
}

export interface LaneResult {
  readonly character: MastodonCharacter;
  readonly killsAt: Readonly<Record<KillPoint, number>>;
  readonly count: Count;
  /** Deliveries that had no end when the time for settling was over. */
  readonly unsettled: readonly string[];
  readonly corrections: number;
  /** Last words of workers that ended by themselves. */
  readonly crashes: readonly string[];
}

const settleRounds = 6;
/** Locks of the dead run out after 30 s. */
const roundMs = 20_000;
/** After so many, what waits in real time for a retry whose time has come by the lane's clock is handed out anew. */
const roundsBeforeEmptying = 2;

/** One installation with its three accounts: killed again and again, then left alone until all is settled, then counted. */
export const runLane = async (options: LaneOptions): Promise<LaneResult> => {
  const { random, campaign, startMs, enough, say } = options;
  await using closing = new AsyncDisposableStack();
  const clock = createLaneClock(Temporal.Instant.fromEpochMilliseconds(0));
  const days = createLaneDays(clock, random);
  clock.moveTo(days.beginning);
  const servers: LaneServers = closing.use(await startLaneServers(options.pds, options.name, options.character, clock.now));
  const killsAt = Object.fromEntries(killPoints.map((point) => [point, 0])) as Record<KillPoint, number>;
  const crashes: string[] = [];
  /** Posts that a worker has handed to its queue: from then on they must not get lost. */
  const handed = new Set<string>();
  const done = new Map<string, string>();
  const killed = (): number => Object.values(killsAt).reduce((all, here) => all + here, 0);
  let home: LaneHome | undefined;
  let subject: string | null = null;
  let corrections = 0;

  const environmentOf = (place: LaneHome): Environment => ({
    ...options.environment,
    ...servers.environment,
    ...place.environment,
    CONTENT_DIR: campaign.folder,
    LOG_LEVEL: "debug",
  });

  const start = (now: Temporal.Instant): LaneWorker => {
    clock.moveTo(now);
    return startWorker(environmentOf(home!), now);
  };

  const learn = (worker: LaneWorker): void => {
    const today = worker.today();
    subject = today?.subject ?? subject;
    if (today !== null && worker.hasDispatched()) handed.add(today.id);
    for (const [id, state] of worker.done()) done.set(id, state);
    const words = worker.lastWords();
    if (words === null) return;
    crashes.push(words);
    say(`${options.name}: a worker ended by itself: ${words}`);
  };

  /** One life, ended by `end`, which answers where it was killed. */
  const live = async (now: Temporal.Instant, end: (worker: LaneWorker) => Promise<KillPoint>): Promise<void> => {
    await using worker = start(now);
    const point = await end(worker);
    if (await worker.kill()) killsAt[point] += 1;
    servers.setTrap("any", null);
    await servers.quiet();
    learn(worker);
  };

  const migrate = async (): Promise<void> => {
    const wanted = Math.max(2, Math.round(options.kills * 0.1));
    while (killed() < wanted && !enough.aborted) {
      home = await options.openHome();
      const here = Math.min(wanted, killed() + random.whole(1, 3));
      while (killed() < here && !enough.aborted)
        await live(days.beginning, async () => {
          await wait(random.chance(0.5) ? random.number(600) : random.number(startMs.first));
          return "migration";
        });
      // Whatever was cut off, the next start must come through.
      await live(days.beginning, async (worker) => {
        if (!(await worker.says(dispatched, 60_000))) say(`${options.name}: a start after killed first starts did not come through`);
        return "random";
      });
    }
  };

  const doneOf = (postId: string): number => [...done.keys()].filter((id) => id.startsWith(`${postId}@`)).length;
  const accountsOf = (postId: string): string[] =>
    [...done].flatMap(([id, state]) => (state === "sent" && id.startsWith(`${postId}@`) ? id.slice(postId.length + 1) : []));

  const trapped = async (setTrap: SetTrap, worker: LaneWorker, idle: () => Promise<unknown>): Promise<KillPoint> => {
    const caught = Promise.withResolvers<KillPoint>();
    servers.setTrap(setTrap.network, {
      ...setTrap.trap,
      spring: async (kind) => {
        if (!(await worker.kill())) return;
        const point = pointOf(setTrap.trap.moment, kind);
        killsAt[point] += 1;
        caught.resolve(point);
      },
    });
    const late = async (): Promise<KillPoint> => {
      await idle();
      await wait(random.number(200));
      return "random";
    };
    return Promise.race([caught.promise, late()]);
  };

  const allDone = /(?:delivery is (?:sent|unknown)[^]*){3}/;

  const byTime = async (plan: LifePlan, worker: LaneWorker): Promise<KillPoint> => {
    if (plan === "before-claim") {
      const sign = random.chance(0.5) ? started : dispatched;
      await worker.says(sign, 30_000);
      await wait(random.number(40));
      return plan;
    }
    if (plan === "reload") {
      await wait(random.number(startMs.later));
      await campaign.change(random, subject);
      if (random.chance(0.7) && (await worker.says(dispatched, 30_000))) worker.hangUp();
      await wait(random.number(1000));
      return plan;
    }
    await wait(random.number(startMs.later + 2500));
    return "random";
  };

  const endOf =
    (plan: LifePlan) =>
    async (worker: LaneWorker): Promise<KillPoint> => {
      const setTrap = trapOf(plan, random);
      if (setTrap === null) return byTime(plan, worker);
      return trapped(setTrap, worker, async () => {
        await worker.says(dispatched, 30_000);
        if (plan === "correct") await correct(worker);
        else await worker.says(allDone, plan === "again" ? 2_500 : 12_000);
      });
    };

  /** A correction is a long thread under the last post that is out; whoever sends it dies with the worker. */
  const correct = async (worker: LaneWorker): Promise<void> => {
    const postId = [...handed].findLast((id) => accountsOf(id).length > 0);
    if (postId === undefined || !worker.isAlive()) return;
    corrections += 1;
    await using command = startRollcall(correctionArguments(postId, accountsOf(postId), corrections, clock.now()), environmentOf(home!));
    worker.takeAlong(command);
    await Promise.race([command.finished, wait(12_000, undefined, { ref: false })]);
  };

  const nextPlan = (bag: LifePlan[]): LifePlan => {
    const last = [...handed].at(-1);
    // What was cut off is mostly taken up on the same day: a day later, what had not begun is too late.
    if (last !== undefined && doneOf(last) < 3 && random.chance(0.5)) return "again";
    if (bag.length === 0) bag.push(...random.shuffle(lifePlans));
    return bag.pop()!;
  };

  const killOften = async (): Promise<void> => {
    const bag: LifePlan[] = [];
    while (killed() < options.kills && !enough.aborted) {
      const plan = nextPlan(bag);
      const again = plan === "again" || plan === "correct" || (["before-claim", "random", "reload"].includes(plan) && random.chance(0.4));
      if (random.chance(again ? 0.6 : 0.1)) await home!.emptyQueue();
      const before = killsAt.random;
      await live(again ? days.later() : days.nextDay(), endOf(plan));
      // Nothing came by that trap: it is set once more, on another day.
      if (isTrap(plan) && killsAt.random > before) bag.unshift(plan);
    }
  };

  /** Without kills, later and later, until nothing is open any more. Locks of the dead run out in real time. */
  const settle = async (): Promise<readonly string[]> => {
    let open: readonly string[] = [];
    for (let round = 0; round < settleRounds; round += 1) {
      if (round >= roundsBeforeEmptying) await home!.emptyQueue();
      {
        await using worker = start(clock.now().add({ minutes: 61 }));
        await worker.says(dispatched, 60_000);
        await wait(round === 1 ? roundMs : 8_000);
        await worker.end();
        learn(worker);
      }
      open = (await home!.readBooks()).deliveries
        .filter(({ state }) => state === "due" || state === "sending")
        .map(({ id, state, reason }) => `${id} (${state}, ${reason ?? "never tried"})`);
      if (open.length === 0) break;
      say(`${options.name}: open after round ${round + 1} of settling: ${open.join(", ")}`);
    }
    return open;
  };

  await migrate();
  home ??= await options.openHome();
  // Four logins cut off within an hour are the most that the worker allows itself, and these hours are real ones.
  const doctor = await runRollcall(["doctor", "--json"], environmentOf(home));
  if (doctor.code !== 0) throw new Error(`${options.name}: the accounts do not work: ${doctor.stdout}${doctor.stderr}`);
  await killOften();
  say(`${options.name}: ${killed()} kills, now settling`);
  const unsettled = await settle();
  const books = await home.readBooks();
  const count = countPosts(books.deliveries, await servers.publicPosts());
  const forgotten = findForgotten(books, handed);
  return {
    character: options.character,
    killsAt,
    count: {
      ...count,
      lost: count.lost + forgotten.length,
      faults: [...count.faults, ...forgotten].map((fault) => `${options.name}: ${fault}`),
    },
    unsettled,
    corrections: [...books.posts.values()].filter(({ id, status }) => status === "dispatched" && id.includes("/correction/")).length,
    crashes,
  };
};

/** What no delivery tells of: posts that were handed out and vanished, and such as were opened for fewer accounts than they have. */
const findForgotten = ({ posts, deliveries }: Books, handed: ReadonlySet<string>): string[] => {
  const opened = new Set(deliveries.map(({ id }) => id));
  const vanished = [...handed]
    .filter((id) => !["dispatched", "skipped"].includes(posts.get(id)?.status ?? ""))
    .map((id) => `lost: ${id} had been handed to the queue and is ${posts.get(id)?.status ?? "gone"}`);
  const unopened = [...posts.values()]
    .filter(({ status }) => status === "dispatched")
    .flatMap(({ id, accounts }) => accounts.map((account) => `${id}@${account}`))
    .filter((id) => !opened.has(id))
    .map((id) => `lost: ${id} was never opened`);
  return [...vanished, ...unopened];
};
