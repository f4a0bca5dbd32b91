import path from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import { getStats, onStall, start } from '../index.ts';
import { badOption, isOptionName, OPTION_NAMES, type Options } from '../options.ts';
import type { StallRecord } from '../stall-record.ts';
import { CLIENT_ID, clientCode, HELLO, STALL, type StallMessage } from './vite-client.ts';
import { nameHooks, shownFile } from './vite-hooks.ts';

/** Options of the Vite plugin: those of `start()`, and its own. */
export interface ViteOptions extends Options {
  /**
   * Whether stalls are shown in the browser too.
   * @default true
   */
  overlay?: boolean;
}

/** Stalls that a browser which connects later is told of. */
const REMEMBERED = 10;
/** Milliseconds after which they are old news. */
const RECENT = 60_000;

/**
 * A Vite plugin (Vite 6 to 8) that watches the dev server: a stall is reported in the terminal with the plugin and the
 * hook that stalled, and shown in the browser.
 *
 * @throws TypeError with the code `UNBLOCKED_BAD_OPTION`
 * @example export default defineConfig({ plugins: [unblocked()] });
 */
export default function unblocked({ overlay = true, ...options }: ViteOptions = {}): Plugin {
  if (typeof overlay !== 'boolean') throw badOption('option overlay', overlay, 'true or false');
  for (const name of Object.keys(options))
    if (!isOptionName(name)) throw badOption('the name of an option', name, ['overlay', ...OPTION_NAMES].join(', '));
  let base = '/';
  return {
    name: 'unblocked',
    apply: 'serve',
    // Each line of the log would be a change of a file, which hooks look at: a stall in one would be the next line.
    config: ({ server }) =>
      server?.watch === null ? undefined : { server: { watch: { ignored: [logPattern(options)] } } },
    configResolved(config) {
      base = config.base;
      // The preload may have started it.
      if (getStats().mode === 'off') start(options);
      for (const plugin of config.plugins) nameHooks(plugin, config);
    },
    configureServer(server) {
      if (overlay) broadcast(server);
    },
    resolveId: (id) => (id === CLIENT_ID ? id : undefined),
    load: (id) => (id === CLIENT_ID ? clientCode : undefined),
    transformIndexHtml: {
      order: 'pre',
      handler: () =>
        overlay ? [{ tag: 'script', attrs: { type: 'module', src: path.posix.join(base, CLIENT_ID) } }] : [],
    },
  };
}

/** What no watcher of files is to look at. */
const logPattern = ({ log }: Options): string =>
  typeof log === 'string' ? path.resolve(log).replaceAll('\\', '/') : '**/.unblocked/**';

/** Tells every browser of the stalls, those that connect later too. */
function broadcast({ ws, config, httpServer }: ViteDevServer): void {
  const recent: { at: number; message: StallMessage }[] = [];
  const remove = onStall((record) => {
    // What blames no line (start-up, a busy machine) is for the terminal and the log.
    if (record.culprit === null) return;
    const message = messageOf(record, config.root);
    recent.push({ at: Date.now(), message });
    if (recent.length > REMEMBERED) recent.shift();
    ws.send(STALL, message);
  });
  ws.on(HELLO, (_data: unknown, client: { send(event: string, message: StallMessage): void }) => {
    for (const { at, message } of recent) if (Date.now() - at < RECENT) client.send(STALL, message);
  });
  httpServer?.once('close', remove);
}

function messageOf(
  { id, fingerprint, durationMs, context, culprit, catalog }: StallRecord,
  root: string,
): StallMessage {
  return {
    id,
    group: `${fingerprint} ${context.name}`,
    durationMs: Math.round(durationMs),
    context: context.name,
    place: culprit ? `${shownFile(culprit.file, root)}:${culprit.line}` : '',
    code: culprit?.text ?? '',
    advice: catalog ? `Use ${catalog.useInstead}.` : '',
  };
}
