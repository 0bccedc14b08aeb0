/**
 * Something the person at the keyboard can mend: printed as its one-line message, without a stack, exit code 1.
 * The message says what is wrong, where, and what to do.
 */
export class UserError extends Error {
  override readonly name = "UserError";
}
