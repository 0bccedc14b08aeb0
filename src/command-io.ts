/** Where a command writes to: the terminal, or the socket of the process that asked. */
export interface CommandIo {
  /** One line, or several, for a person. A newline is added. */
  print(text: string): void;
  /** One JSON value on a line of its own. */
  json(value: unknown): void;
  /** One line on standard error. */
  complain(text: string): void;
  /** Lines of standard input; empty where there is none. */
  readonly input: AsyncIterable<Uint8Array>;
}
