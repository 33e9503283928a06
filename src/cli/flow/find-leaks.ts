import { findSecrets } from '../../core/banks/import/find-secrets.ts';
import type { ProfileFile } from '../../core/banks/import/read-profile-files.ts';
import { withoutSecretText } from '../../core/banks/import/secret-text.ts';
import { maskParameters, maskText } from '../../core/flow/mask.ts';
import type { RecordedFlow } from '../../core/record/flow-file.ts';

/** Places in a record where something stands that looks like a secret, e.g. `events.3.happening.answer.body`. */
export function findLeaks({ events }: RecordedFlow): string[] {
  return events.flatMap(({ happening, ...event }, at) => {
    const place = `events.${at}`;
    if (happening.kind !== 'started') return leaksIn({ ...event, happening }, place);
    const { profile, draft } = happening.plan;
    // A profile is full of templates: it has a search of its own.
    const inProfile = findSecrets(profile as ProfileFile).map(
      (path) => `${place}.happening.plan.profile.${path.join('.')}`,
    );
    const plan = { draft };
    return [...inProfile, ...leaksIn({ ...event, happening: { ...happening, plan } }, place)];
  });
}

function leaksIn(value: unknown, place: string): string[] {
  if (typeof value === 'string') {
    return withoutSecretText(value) === value && maskText(value, []) === value ? [] : [place];
  }
  if (typeof value !== 'object' || value === null) return [];
  const { name, value: text } = value as { name?: unknown; value?: unknown };
  if (typeof name === 'string' && typeof text === 'string') {
    const [masked] = maskParameters([{ name, value: text }], []);
    if (masked?.value !== text && !text.startsWith('{{')) return [`${place}.value`];
  }
  return Object.entries(value).flatMap(([key, part]) => leaksIn(part, `${place}.${key}`));
}
