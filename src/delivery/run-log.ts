/** When each job ran last. */
interface JobRun {
  readonly job: string;
  readonly at: Temporal.Instant;
  readonly ok: boolean;
  /** One line: what it did, or what went wrong. */
  readonly summary: string;
}

export interface RunLog {
  write(run: JobRun): Promise<void>;
  /** The last run of each job, by name. */
  last(): Promise<JobRun[]>;
}
