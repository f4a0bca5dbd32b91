/** Where the browser finds its part. */
export const CLIENT_ID = '/@unblocked/client';
/** Events of Vite's HMR channel. */
export const STALL = 'unblocked:stall';
export const HELLO = 'unblocked:hello';

/** What the browser is told of a stall: text only, and shown as text. */
export interface StallMessage {
  id: string;
  /** Stalls of one group are one message. */
  group: string;
  durationMs: number;
  context: string;
  place: string;
  code: string;
  advice: string;
}

/** The browser's part: a message in a corner that can be dismissed, in a shadow tree so that no style of the page meets it. */
export const clientCode = `
const DISMISSED = 'unblocked:dismissed';
const seen = new Set((sessionStorage.getItem(DISMISSED) ?? '').split(' '));
const groups = new Map();
let list;

/** A page that is loaded again is told of the latest stalls again. */
function dismiss(ids) {
  const latest = (sessionStorage.getItem(DISMISSED) ?? '').split(' ').slice(-100);
  sessionStorage.setItem(DISMISSED, [...latest, ...ids].join(' '));
}

function show(message) {
  if (seen.has(message.id)) return;
  seen.add(message.id);
  list ??= makeList();
  let group = groups.get(message.group);
  if (group === undefined) {
    group = makeGroup(message);
    groups.set(message.group, group);
  }
  group.ids.push(message.id);
  group.worst = Math.max(group.worst, message.durationMs);
  const count = group.ids.length;
  const often = count === 1 ? '' : \`\${count} times, at worst \`;
  group.title.textContent = \`The dev server stalled \${often}for \${group.worst} ms: \${message.context}\`;
  list.append(group.item);
}

function makeGroup({ group, place, code, advice }) {
  const item = document.createElement('li');
  const made = { item, ids: [], worst: 0, title: document.createElement('strong') };
  const close = document.createElement('button');
  close.textContent = '\\u00d7';
  close.setAttribute('aria-label', 'Dismiss');
  close.addEventListener('click', () => {
    item.remove();
    groups.delete(group);
    dismiss(made.ids);
  });
  item.append(close, made.title);
  for (const [tag, text] of [['span', place], ['code', code], ['span', advice]]) {
    if (text === '') continue;
    const element = document.createElement(tag);
    element.textContent = text;
    item.append(element);
  }
  return made;
}

function makeList() {
  const host = document.createElement('unblocked-stalls');
  const shadow = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = \`
    ul { position: fixed; right: 1rem; bottom: 1rem; z-index: 2147483647; width: min(26rem, calc(100vw - 2rem));
      max-height: 60vh; overflow: auto; margin: 0; padding: 0; list-style: none; display: grid; gap: .5rem;
      font: 13px/1.45 system-ui, sans-serif; }
    li { display: grid; gap: .25rem; padding: .75rem 2.25rem .75rem .9rem; position: relative; color: #1d1d1f;
      background: #fff8e6; border-left: 4px solid #d98500; border-radius: 6px; box-shadow: 0 2px 12px #0003; }
    code { font: 12px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; padding: .25rem .4rem; border-radius: 4px;
      background: #0000000f; }
    button { position: absolute; top: .4rem; right: .4rem; border: 0; background: none; color: inherit; cursor: pointer;
      font-size: 18px; line-height: 1; padding: .2rem .4rem; }
    @media (prefers-color-scheme: dark) {
      li { color: #f2f2f2; background: #2c2412; }
      code { background: #ffffff1a; }
    }\`;
  const list = document.createElement('ul');
  list.setAttribute('role', 'status');
  shadow.append(style, list);
  document.body.append(host);
  return list;
}

if (import.meta.hot) {
  import.meta.hot.on('${STALL}', show);
  import.meta.hot.send('${HELLO}', {});
}
`;
