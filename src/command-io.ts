/** Where a command writes to: the terminal, or the socket of the process that asked. */
export interface CommandIo {
  /** One line, or several, for a person. A newline is added. May be styled: whoever shows it leaves the styles out where there is no terminal. */
  print(text: string): void;
  /** One JSON value on a line of its own. */
  json(value: unknown): void;
  /** The same for a value that is written as JSON already. */
  printJson(json: string): void;
  /** One line on standard error. */
  complain(text: string): void;
  /** Standard input, in pieces; empty where there is none. Read only by commands that want it. */
  readonly input: AsyncIterable<Uint8Array>;
  /** How wide the terminal is; undefined where there is none. */
  readonly columns?: number | undefined;
}
