import { headerOf } from '../../oauth/http-message.ts';
import { parseParameters } from '../../oauth/parameter.ts';
import { firstDifference } from '../first-difference.ts';
import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';

/** What form encoding leaves as it is, and what it writes; some libraries encode more, which is harmless. */
const ENCODED = /^(?:[\w.*~!'()+-]|%[\da-f]{2})*/i;

/** One character at most of a secret is told: the first that should be written otherwise. */
export const basicEncoding: Rule<TokenRequestSubject> = {
  id: 'TQ06',
  slug: 'basic-encoding',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 6749 §2.3.1, App. B',
  *check({ request, credentials }) {
    const [, encoded] = /^Basic +([^{]*)$/i.exec(headerOf(request, 'authorization') ?? '') ?? [];
    if (encoded === undefined) return;
    const text = basicText(encoded);
    const [id = '', ...rest] = (text ?? '').split(':');
    if (text === undefined || rest.length === 0) {
      yield { facts: ['Authorization', '–'] };
      return;
    }
    const places = [
      ['client_id', id, credentials?.clientId],
      ['client_secret', rest.join(':'), credentials?.clientSecret],
    ] as const;
    for (const [name, written, value] of places) {
      const raw = firstRaw(written, value);
      if (raw !== undefined) yield { facts: [name, raw] };
    }
  },
};

/** The first character that is not form-encoded, though it should be. */
function firstRaw(written: string, value: string | undefined): string | undefined {
  const sound = ENCODED.exec(written)?.[0].length ?? 0;
  if (sound < written.length) return written[sound];
  const read = parseParameters(`v=${written}`)[0]?.value ?? '';
  if (value === undefined || read === value) return undefined;
  return value[firstDifference(value, read) - 1] ?? '–';
}

function basicText(encoded: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}
