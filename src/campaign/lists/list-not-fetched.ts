/** Why a list was not fetched, in words behind "since". The message names the host at most. */
export class ListNotFetched extends Error {
  override readonly name = "ListNotFetched";
  /** Whether the next try may succeed with nothing changed here: a server that is out of order, a line that is down. */
  readonly isPassing: boolean;

  constructor(message: string, isPassing: boolean, options?: ErrorOptions) {
    super(message, options);
    this.isPassing = isPassing;
  }
}
