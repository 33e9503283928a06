import type { RequestTemplate } from '../banks/request-template.ts';
import type { Parameter } from '../oauth/parameter.ts';

/** One value of a query as it is written, and as it is read with `+` as a plus sign. */
export interface WrittenValue {
  name: string;
  raw: string;
  value: string;
}

/** The values of a URL's query as they stand there. */
export function writtenValues(url: string): WrittenValue[] {
  const [beforeFragment = ''] = url.trim().split('#');
  const query = beforeFragment.split('?').slice(1).join('?');
  return query.split('&').flatMap((piece) => {
    const [name = '', ...rest] = piece.split('=');
    const raw = rest.join('=');
    return name === '' ? [] : [{ name: decoded(name), raw, value: decoded(raw) }];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A parameter whose bank writes it raw: there a plus sign is one, and no blank. */
export function rawValue(
  parameter: Parameter,
  url: string,
  template: Pick<RequestTemplate, 'parameters'> | undefined,
): Parameter {
  const isRaw = template?.parameters.some(
    ({ name, encoding }) => name === parameter.name && encoding === 'raw',
  );
  const written = isRaw
    ? writtenValues(url).find(({ name, raw }) => name === parameter.name && raw.includes('+'))
    : undefined;
  return written ? { name: parameter.name, value: written.value } : parameter;
}
