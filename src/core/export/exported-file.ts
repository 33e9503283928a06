import type { FlowScript } from './flow-script.ts';

/** A file of an export; `name` may hold folders. */
export interface ExportedFile {
  name: string;
  mediaType: string;
  text: string;
}

/** The beginning of an export's file name: `oauth-<bank>-<date>-<time>`, in UTC. */
export function fileStem({ flow }: Pick<FlowScript, 'flow'>, withSecrets: boolean): string {
  const bank = flow.started.bank
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const [date = '', time = ''] = new Date(flow.startedAtMs).toISOString().split('T');
  const when = `${date}-${time.slice(0, 8).replaceAll(':', '')}`;
  return ['oauth', bank || 'bank', when, ...(withSecrets ? ['with-secrets'] : [])].join('-');
}
