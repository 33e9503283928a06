import { z } from 'zod';
import { findSecrets } from '../../fixtures/written-forms.ts';
import type { PracticeBank } from '../../practice-bank/practice-bank.ts';
import type { StoredData } from './stored-data.ts';

const SECRET_PARAMETERS = [
  'state',
  'code',
  'code_verifier',
  'refresh_token',
  'client_secret',
  'client_assertion',
];

/** Every secret that reached the bank, as it was: the values of parameters and of Authorization. */
export function secretsAtBank({ control }: PracticeBank): string[] {
  const values = control.log().flatMap(({ query, body, headers }) => {
    const parameters = [...query, ...body].filter(([name]) => SECRET_PARAMETERS.includes(name));
    const credentials = headers.authorization?.split(' ')[1];
    return [...parameters.map(([, value]) => value), ...(credentials ? [credentials] : [])];
  });
  return [...new Set(values)];
}

const kept = z.object({ value: z.string(), reference: z.object({ kind: z.string() }) });

/** Every secret that the extension keeps in memory, by kind: those of answers are among them. */
export function secretsInMemory({
  session,
}: Pick<StoredData, 'session'>): { kind: string; value: string }[] {
  return Object.values(session).flatMap((candidate) => {
    const { success, data } = kept.safeParse(candidate);
    return success ? [{ kind: data.reference.kind, value: data.value }] : [];
  });
}

/** The secrets that stand in a text, raw or written otherwise. */
export function secretsIn(text: string, secrets: readonly string[]): string[] {
  const numbered = Object.fromEntries(secrets.map((value, at) => [String(at), value]));
  const found = findSecrets(text, numbered).map((one) => Number.parseInt(one, 10));
  return secrets.filter((_value, at) => found.includes(at));
}
