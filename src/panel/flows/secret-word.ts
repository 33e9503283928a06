import { type SecretKind, secretKindSchema } from '../../core/flow/secret.ts';
import { message } from '../browser.ts';

/** The kind of a secret in words; a kind that we do not know is only said to be hidden. */
export function secretWord(kind: string): string {
  return isSecretKind(kind) ? message(`secret_${kind}`) : message('secret_masked');
}

function isSecretKind(kind: string): kind is SecretKind {
  return secretKindSchema.safeParse(kind).success;
}
