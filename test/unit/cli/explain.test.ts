import { describe, expect, it } from 'vitest';
import { run, runJson } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

const bpce = ['--bank', 'bpce-pisp', '--var', 'bankCode=17515'];

/** What comes of an answer, by status and body. */
async function explained(status: number, body: string, bank: readonly string[] = bpce) {
  const file = temporary(body);
  const args = ['--status', String(status), '--content-type', 'application/json', '--body', file];
  return runJson(['explain', ...args, ...bank]);
}

describe('explain', () => {
  it('tells an expired token from a missing role, both 403 at this bank', async () => {
    const expired = await explained(403, '{"error":"Invalid token"}');
    expect(expired.json.outcome).toBe('api_refused');
    expect(expired.json.findings.map(({ id }: { id: string }) => id)).toContain('PS07');
    const role = await explained(403, '{"message":"Forbidden","error":"role"}');
    expect(role.json.findings.map(({ id }: { id: string }) => id)).not.toContain('PS07');
  });

  it('has nothing to explain where the bank answered', async () => {
    const { json, exitCode } = await explained(200, '{"accounts":[]}');
    expect(json).toMatchObject({ outcome: 'api_ok', bank: { id: 'bpce-pisp' }, findings: [] });
    expect(exitCode).toBe(0);
  });

  it('says in words what a 401 means', async () => {
    const { out } = await run(['explain', '--status', '401', ...bpce]);
    expect(out).toContain('The bank refused the call.');
    expect(out).toContain('RS04');
  });

  it('says what is missing', async () => {
    const { complaints, exitCode } = await run(['explain', ...bpce]);
    expect(complaints).toContain('--status');
    expect(exitCode).toBe(2);
  });
});
