import type { Capture } from '../banks/request-template.ts';
import { type HttpAnswer, headerOf } from './http-message.ts';

/** What a step's captures found in its answer, and what they looked for in vain. */
export interface ReadCaptures {
  values: Record<string, string>;
  missing: Capture[];
}

/** Takes the captured values out of an answer: text and numbers only; everything else counts as missing. */
export function readCaptures(captures: readonly Capture[], answer: HttpAnswer): ReadCaptures {
  const body = parseJson(answer.body);
  const found = captures.map((capture) => ({ capture, value: readOne(capture, answer, body) }));
  return {
    values: Object.fromEntries(
      found.flatMap(({ capture, value }) => (value === undefined ? [] : [[capture.name, value]])),
    ),
    missing: found.flatMap(({ capture, value }) => (value === undefined ? [capture] : [])),
  };
}

function readOne({ from, path }: Capture, answer: HttpAnswer, body: unknown): string | undefined {
  const value = from === 'header' ? headerOf(answer, path) : memberAt(body, path);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** The member that dots lead to: `_links.scaOAuth.href`, `items.0.id`; `undefined` when there is none. */
export function memberAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, name))
      return undefined;
    return (inner as Record<string, unknown>)[name];
  }, value);
}
