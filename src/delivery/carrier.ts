import type { Network } from "../compose/limits.ts";

/** A job that must happen once for the whole campaign, however many workers there are. */
export interface Schedule {
  readonly name: string;
  /** Either every so many milliseconds, or by a cron pattern in a time zone. */
  readonly every: { readonly ms: number } | { readonly cron: string; readonly zone: string };
}

export interface DeliveryTicket {
  readonly deliveryId: string;
  readonly network: Network;
  readonly delayMs: number;
}

/** What a delivery's handler says when it is not done: put it back and come again then. */
export interface ComeAgain {
  readonly delayMs: number;
}

export interface CarrierHandlers {
  /** Runs a scheduled job by name. What it throws is reported through `failed`; the next run comes all the same. */
  job(name: string): Promise<void>;
  deliver(deliveryId: string): Promise<ComeAgain | null>;
  /** Told of whatever a handler threw. */
  failed(what: string, error: unknown): void;
}

/**
 * The queue: it only carries. Losing all of it loses nothing, since the database says what is due.
 * One queue for each network, so that a wait on one never delays another.
 */
export interface Carrier extends AsyncDisposable {
  /** Hands deliveries over; a delivery that is already waiting, delayed or running is not added again. One that is delayed comes at once where its ticket has no delay. */
  hand(tickets: readonly DeliveryTicket[]): Promise<void>;
  /** Leaves exactly these schedules in the queue: adds, changes and removes. */
  schedule(schedules: readonly Schedule[]): Promise<void>;
  /** Starts taking jobs. */
  work(handlers: CarrierHandlers): Promise<void>;
  /** How many jobs wait, are delayed, run or have failed in each queue. */
  counts(): Promise<Readonly<Record<string, { waiting: number; delayed: number; active: number; failed: number }>>>;
}
