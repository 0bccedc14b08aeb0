/** What a button asks for when it is pressed: nothing about it is stored anywhere else. */
export interface ButtonData {
  readonly language: string;
  readonly command: string;
  readonly argument: string;
}

/** https://core.telegram.org/bots/api#inlinekeyboardbutton */
const mostBytes = 64;

/** `be:count:chart`. Throws where Telegram would not take it: whoever makes a button chooses shorter words. */
export const writeButton = ({ language, command, argument }: ButtonData): string => {
  const data = argument === "" ? `${language}:${command}` : `${language}:${command}:${argument}`;
  if (new TextEncoder().encode(data).length > mostBytes)
    throw new Error(`the data of a button of /${command} is longer than ${mostBytes} bytes`);
  return data;
};

/** Null for what no button has: a client may send whatever it likes. The language may be one that there is not. */
export const readButton = (data: string): ButtonData | null => {
  const [, language, command, argument = ""] = /^([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*):([a-z0-9_]{1,32})(?::([^\n]*))?$/.exec(data) ?? [];
  return language === undefined || command === undefined ? null : { language, command, argument };
};
