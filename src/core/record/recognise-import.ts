import { findPostmanAuths } from '../banks/import/postman-auth.ts';
import { type JsonFault, readJson } from '../json-tree.ts';
import { type TextPlace, textPlaces } from '../text-places.ts';
import { isFlowFile } from './flow-file.ts';

/** What a text holds that was dropped, pasted or chosen to be imported. */
export type ImportKind =
  | { kind: 'flow_file' }
  /** with its entries as they stand */
  | { kind: 'har'; entries: readonly unknown[] }
  | { kind: 'postman' }
  /** a bank profile, or a list of them */
  | { kind: 'profile' }
  | { kind: 'curl' }
  | { kind: 'authorization_url' }
  /** it begins as JSON, and is none */
  | { kind: 'broken_json'; fault: JsonFault['kind']; place: TextPlace }
  | { kind: 'unknown' };

/** Members of which a bank profile has one at least. */
const PROFILE_MEMBERS = ['extends', 'requests', 'environments', 'grants'];

/** Tells what can be imported of a text. Nothing is read further than that takes. */
export function recogniseImport(text: string): ImportKind {
  const start = text.trimStart().slice(0, 200);
  if (/^[[{]/.test(start.replace(/^\uFEFF\s*/, ''))) return recogniseJson(text);
  if (/(?:^|[\s/\\])curl(?:\.exe)?\s/i.test(start)) return { kind: 'curl' };
  const isRequest = /^["'<]?https?:\/\/[^\s]*[?&](?:client_id|request_uri)=/i.test(text.trim());
  return { kind: isRequest ? 'authorization_url' : 'unknown' };
}

function recogniseJson(text: string): ImportKind {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\s*\uFEFF/, ''));
  } catch {
    const read = readJson(text);
    if (read.ok) return { kind: 'unknown' };
    const { kind: fault, offset } = read.error;
    return { kind: 'broken_json', fault, place: textPlaces(text)(offset) };
  }
  if (isFlowFile(json)) return { kind: 'flow_file' };
  const entries = harEntries(json);
  if (entries) return { kind: 'har', entries };
  if (isCollection(json) || findPostmanAuths(json).length > 0) return { kind: 'postman' };
  const [first] = Array.isArray(json) ? json : [json];
  const isProfile = isObject(first) && PROFILE_MEMBERS.some((name) => name in first);
  return { kind: isProfile ? 'profile' : 'unknown' };
}

/** The entries of an HTTP archive. @see http://www.softwareishard.com/blog/har-12-spec/ */
function harEntries(json: unknown): unknown[] | undefined {
  const log = isObject(json) ? json.log : undefined;
  const entries = isObject(log) ? log.entries : undefined;
  return Array.isArray(entries) ? entries : undefined;
}

function isCollection(json: unknown): boolean {
  const info = isObject(json) ? json.info : undefined;
  return isObject(info) && String(info.schema).includes('postman.com');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
