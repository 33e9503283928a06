/** Markup that is safe to send: made by the `html` tag only. */
export interface Html {
  readonly markup: string;
}

type Fragment = Html | string | number | readonly Html[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Template tag that escapes every inserted text; inserted markup stays as it is. */
export function html(parts: TemplateStringsArray, ...values: Fragment[]): Html {
  const markup = parts.reduce((text, part, index) => text + render(values[index - 1] ?? '') + part);
  return { markup };
}

function render(value: Fragment): string {
  if (typeof value === 'string' || typeof value === 'number') {
    return String(value).replace(/[&<>"']/g, (character) => entities[character] ?? '');
  }
  return 'markup' in value ? value.markup : value.map((item) => item.markup).join('');
}
