/** Terminals that show links (OSC 8), by the variable that they set and the first version that does. */
const PROGRAMS = new Map<string, [major: number, minor: number]>([
  ['iTerm.app', [3, 1]],
  ['WezTerm', [20200620, 0]],
  ['vscode', [1, 72]],
  ['ghostty', [0, 0]],
  ['zed', [0, 0]],
  ['Hyper', [0, 0]],
]);

const TERMS = /^(?:xterm-kitty|alacritty|xterm-ghostty|foot)/;

/** From this version on: 0.50. */
const FIRST_VTE = 5000;

function isKnownProgram({
  TERM_PROGRAM: program = '',
  TERM_PROGRAM_VERSION: version = '',
}: NodeJS.ProcessEnv): boolean {
  const first = PROGRAMS.get(program);
  if (first === undefined) return false;
  const [major = 0, minor = 0] = version.split(/[.-]/).map((part) => Number(part) || 0);
  return major > first[0] || (major === first[0] && minor >= first[1]);
}

/** Whether to print links: `FORCE_HYPERLINK` wins over what is known of the terminal; where there is no colour there are none. */
export function terminalHyperlinks(env: NodeJS.ProcessEnv, stream: { isTTY?: boolean }, colour: boolean): boolean {
  const forced = env['FORCE_HYPERLINK'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (!colour || stream.isTTY !== true || env['CI'] !== undefined || env['TMUX'] !== undefined) return false;
  if (env['WT_SESSION'] !== undefined || env['KONSOLE_VERSION'] !== undefined) return true;
  if (Number(env['VTE_VERSION'] ?? 0) >= FIRST_VTE) return true;
  return TERMS.test(env['TERM'] ?? '') || isKnownProgram(env);
}

/** A text that leads to an address where the terminal can do it. */
export const hyperlink = (text: string, address: string): string =>
  `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`;
