import type { HttpAnswer } from '../oauth/http-message.ts';
import { parseObject } from '../oauth/token-response.ts';

/** What stands in the place of a JSON object. */
export const BODY_KINDS = [
  'empty',
  'cut',
  'page',
  'xml',
  'json',
  'broken',
  'text',
  'object',
] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/** Tells a body's kind by how it begins; the content type may say anything. */
export function bodyKind({ body, cut }: Pick<HttpAnswer, 'body' | 'cut'>): BodyKind {
  const start = body
    .slice(0, 500)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (cut) return 'cut';
  if (body.trim() === '') return 'empty';
  if (/^<(!doctype html|html)\b/i.test(start)) return 'page';
  if (start.startsWith('<')) return 'xml';
  if (parseObject(body)) return 'object';
  if (isJson(body)) return 'json';
  return /^[{["]/.test(start) ? 'broken' : 'text';
}

function isJson(body: string): boolean {
  try {
    JSON.parse(body.replace(/^\uFEFF/, ''));
    return true;
  } catch {
    return false;
  }
}
