/** Text that may stand in a page as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | undefined | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Text as characters of a page: in an element or in a quoted attribute. Control characters become visible ones. */
export function escapeHtml(text: string): string {
  const visible = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character === '\t' || character === '\n' ? character : '\uFFFD',
  );
  return visible.replaceAll(/[&<>"'`]/g, (character) => ENTITIES[character] ?? character);
}

/** A template of a page: whatever is put into it is text, unless it is Markup already. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, index) => text + render(parts[index])).join(''));
}

function render(part: Part): string {
  switch (typeof part) {
    case 'undefined':
      return '';
    case 'object':
      return part instanceof Markup ? part.text : part.map(render).join('');
    default:
      return escapeHtml(String(part));
  }
}

/** Data for a `<script type="application/json">`, which ends at no text within it. */
export function jsonData(value: unknown): Markup {
  return new Markup(JSON.stringify(value).replaceAll('<', '\\u003c'));
}
