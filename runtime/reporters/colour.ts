/** Whether to print colours: `NO_COLOR` and `FORCE_COLOR` win over what the terminal can do. */
export function terminalColour(env: NodeJS.ProcessEnv, stream: { isTTY?: boolean }): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

/** The few styles that reports use. */
export interface Styles {
  bold: (text: string) => string;
  dim: (text: string) => string;
  red: (text: string) => string;
  yellow: (text: string) => string;
}

const style =
  (on: number, off: number, enabled: boolean) =>
  (text: string): string =>
    enabled ? `\u001b[${on}m${text}\u001b[${off}m` : text;

/** Styles that do nothing where there is no colour. */
export function stylesFor(colour: boolean): Styles {
  return {
    bold: style(1, 22, colour),
    dim: style(2, 22, colour),
    red: style(31, 39, colour),
    yellow: style(33, 39, colour),
  };
}
