import type { SecretReference } from '../flow/secret.ts';
import type { RecordedFlow } from '../record/flow-file.ts';

/** The secrets that a record refers to and that stand in its requests: not the answers that were kept as bytes. */
export function recordedSecrets({ events }: RecordedFlow): SecretReference[] {
  const all = events.flatMap(({ happening }) => {
    switch (happening.kind) {
      case 'started':
        return happening.secrets;
      case 'redirect_captured':
        return happening.code ? [happening.code] : [];
      case 'call_answered':
        return happening.tokens.map(({ secret }) => secret);
      default:
        return [];
    }
  });
  return [...new Map(all.map((reference) => [reference.id, reference])).values()];
}
