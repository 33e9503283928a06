import { beforeEach, describe, expect, it, vi } from 'vitest';
import { KeptSecrets } from '../../../../src/background/kept/kept-secrets.ts';
import { ROUNDS } from '../../../../src/background/kept/seal.ts';
import { secretOwners } from '../../../../src/background/kept/secret-owners.ts';
import {
  loadFingerprintKey,
  SessionVault,
} from '../../../../src/background/storage/session-vault.ts';
import type { KeptBank } from '../../../../src/contract/kept-bank.ts';
import type { FlowRow } from '../../../../src/core/flow/flow-summary.ts';
import { memoryArea } from '../memory-area.ts';

const BANK = 'Made-up Bank';
const PASSPHRASE = 'correct horse battery';
const TOKEN = 'FAKE-refresh-token';

function flowWith(change: Partial<FlowRow>): FlowRow {
  return {
    flowId: 'f1',
    startedAtMs: 0,
    bank: BANK,
    profileId: 'made-up-aisp',
    service: 'aisp',
    environment: 'Sandbox',
    environmentKind: 'sandbox',
    grant: 'authorization_code',
    phase: 'tokens_received',
    busy: false,
    fingerprints: [],
    ...change,
  };
}

/** A browser with one disk; `restart` closes it and opens it again. */
function openBrowser() {
  const disk = memoryArea();
  const flows: FlowRow[] = [flowWith({}), flowWith({ flowId: 'other', bank: 'Other Bank' })];
  const clients = [
    { id: 'c1', usedFor: ['made-up-aisp'] },
    { id: 'c2', usedFor: ['made-up-aisp', 'other-aisp'] },
  ];
  const locks: boolean[] = [];
  const open = () => {
    const memory = memoryArea();
    const told: KeptBank[][] = [];
    let ids = 0;
    const vault: SessionVault = new SessionVault(
      memory,
      () => loadFingerprintKey(disk),
      () => `s${++ids}`,
      () => kept.vaultChanged(),
    );
    const kept = new KeptSecrets({
      disk,
      memory,
      vault,
      ownersOf: async (bank) => secretOwners(bank, flows, clients),
      nowMs: () => 5_000,
      lockLater: async (unlocked) => locks.push(unlocked),
      changed: async (banks) => void told.push(banks),
    });
    return { memory, vault, kept, told };
  };
  return { disk, flows, locks, ...open(), restart: open };
}

/** Asks for the key as the product does, and makes it in one round: six hundred thousand take their time on purpose. */
beforeEach(() => {
  const { subtle } = crypto;
  const derive = subtle.deriveBits.bind(subtle);
  vi.spyOn(subtle, 'deriveBits').mockImplementation((how, key, length) => {
    expect(how).toMatchObject({ name: 'PBKDF2', hash: 'SHA-256', iterations: ROUNDS });
    return derive({ ...(how as Pbkdf2Params), iterations: 1 }, key, length);
  });
});

const keep = { act: 'keep', bank: BANK, passphrase: PASSPHRASE } as const;
const unlock = { act: 'unlock', bank: BANK, passphrase: PASSPHRASE } as const;

describe('kept secrets', () => {
  it('come back after the browser was closed, by the passphrase alone', async () => {
    const browser = openBrowser();
    const { id } = await browser.vault.put('f1', 'refresh_token', TOKEN);
    expect(await browser.kept.act(keep)).toBe('done');
    const { vault, kept, told } = browser.restart();
    expect(await vault.value(id)).toBeUndefined();
    expect(await kept.list()).toEqual([{ bank: BANK, unlocked: false, savedAtMs: 5_000 }]);
    expect(await kept.act({ ...unlock, passphrase: 'correct horse Battery' })).toBe(
      'wrong_passphrase',
    );
    expect(await vault.value(id)).toBeUndefined();
    expect(await kept.act(unlock)).toBe('done');
    expect(await vault.value(id)).toBe(TOKEN);
    expect(told.at(-1)).toEqual([{ bank: BANK, unlocked: true, savedAtMs: 5_000 }]);
  });

  it('leave neither value nor passphrase readable on disk', async () => {
    const { disk, vault, kept } = openBrowser();
    await vault.put('f1', 'refresh_token', TOKEN);
    await kept.act(keep);
    const text = JSON.stringify([...disk.stored]);
    expect(text).toContain('"rounds":600000');
    for (const secret of [TOKEN, btoa(TOKEN), PASSPHRASE]) expect(text).not.toContain(secret);
  });

  it('take in what comes while they are unlocked, such as a rotated token', async () => {
    const browser = openBrowser();
    await browser.kept.act(keep);
    const { id } = await browser.vault.put('f1', 'refresh_token', 'FAKE-rotated');
    await browser.kept.act({ act: 'lock', bank: 'nobody' });
    const { vault, kept } = browser.restart();
    await kept.act(unlock);
    expect(await vault.value(id)).toBe('FAKE-rotated');
  });

  it('leave memory when they are locked, but for what is under way or used elsewhere', async () => {
    const { vault, kept, flows, memory } = openBrowser();
    flows.push(flowWith({ flowId: 'waiting', phase: 'awaiting_redirect' }));
    const owners = ['f1', 'waiting', 'other', 'client:c1', 'client:c2'];
    const ids = new Map<string, string>();
    for (const owner of owners) {
      ids.set(owner, (await vault.put(owner, 'client_secret', `FAKE-${owner}`)).id);
    }
    await kept.act(keep);
    await kept.lockAll();
    const left = [];
    for (const owner of owners) {
      if ((await vault.value(ids.get(owner) ?? '')) !== undefined) left.push(owner);
    }
    expect(left).toEqual(['waiting', 'other', 'client:c2']);
    expect([...memory.stored.keys()].filter((key) => key.startsWith('kept-key'))).toEqual([]);
    expect(await kept.act(unlock)).toBe('done');
    for (const owner of owners) {
      expect(await vault.value(ids.get(owner) ?? '')).toBe(`FAKE-${owner}`);
    }
  });

  it('change their passphrase only for who knows the old one', async () => {
    const browser = openBrowser();
    const { id } = await browser.vault.put('f1', 'access_token', TOKEN);
    await browser.kept.act(keep);
    const change = { act: 'change', bank: BANK, next: 'another long phrase' } as const;
    expect(await browser.kept.act({ ...change, passphrase: 'a guess' })).toBe('wrong_passphrase');
    expect(await browser.kept.act({ ...change, passphrase: PASSPHRASE })).toBe('done');
    const { vault, kept } = browser.restart();
    expect(await kept.act(unlock)).toBe('wrong_passphrase');
    expect(await kept.act({ ...unlock, passphrase: change.next })).toBe('done');
    expect(await vault.value(id)).toBe(TOKEN);
  });

  it('are gone once they are forgotten', async () => {
    const { disk, vault, kept } = openBrowser();
    const { id } = await vault.put('f1', 'access_token', TOKEN);
    await kept.act(keep);
    await kept.act({ act: 'forget', bank: BANK });
    await vault.put('f1', 'access_token', 'FAKE-later');
    expect(await kept.list()).toEqual([]);
    expect(await vault.value(id)).toBe(TOKEN);
    expect(JSON.stringify(disk.stored.get('kept'))).not.toContain(BANK);
  });

  it('do not bring back what was deleted while they were locked', async () => {
    const browser = openBrowser();
    const { id } = await browser.vault.put('f1', 'access_token', TOKEN);
    await browser.kept.act(keep);
    const { vault, kept } = browser.restart();
    browser.flows.splice(0, 1);
    expect(await kept.act(unlock)).toBe('done');
    expect(await vault.value(id)).toBeUndefined();
  });

  it('open for no other bank, and not after a bit was turned', async () => {
    const { disk, vault, kept } = openBrowser();
    await vault.put('f1', 'access_token', TOKEN);
    await kept.act(keep);
    await kept.lockAll();
    const stored = structuredClone(disk.stored.get('kept')) as {
      banks: Record<string, { data: string }>;
    };
    const own = stored.banks[BANK];
    if (!own) throw new Error('nothing was kept');
    await disk.set({ kept: { ...stored, banks: { ...stored.banks, 'Other Bank': own } } });
    expect(await kept.act({ ...unlock, bank: 'Other Bank' })).toBe('wrong_passphrase');
    const data = `${own.data.startsWith('A') ? 'B' : 'A'}${own.data.slice(1)}`;
    await disk.set({ kept: { ...stored, banks: { [BANK]: { ...own, data } } } });
    expect(await kept.act(unlock)).toBe('wrong_passphrase');
  });

  it('are not kept where the browser refuses to store them', async () => {
    const { disk, vault, kept, memory } = openBrowser();
    await vault.put('f1', 'access_token', TOKEN);
    disk.set = async () => {
      throw new Error('QuotaExceededError');
    };
    expect(await kept.act(keep)).toBe('not_stored');
    expect([...memory.stored.keys()].filter((key) => key.startsWith('kept-key'))).toEqual([]);
  });

  it('stay in memory, and unlocked, where locking cannot write them', async () => {
    const { disk, vault, kept, locks } = openBrowser();
    const { id } = await vault.put('f1', 'access_token', TOKEN);
    await kept.act(keep);
    const { set } = disk;
    disk.set = async () => {
      throw new Error('QuotaExceededError');
    };
    expect(await kept.act({ act: 'lock', bank: BANK })).toBe('not_stored');
    await kept.lockAll();
    expect(await vault.value(id)).toBe(TOKEN);
    expect(locks.at(-1)).toBe(true);
    disk.set = set;
    expect(await kept.act({ act: 'lock', bank: BANK })).toBe('done');
  });

  it('are not overwritten by who keeps them again while they are locked', async () => {
    const browser = openBrowser();
    const { id } = await browser.vault.put('f1', 'access_token', TOKEN);
    await browser.kept.act(keep);
    const { vault, kept } = browser.restart();
    expect(await kept.act({ ...keep, passphrase: 'another long phrase' })).toBe('wrong_passphrase');
    expect(await kept.act(unlock)).toBe('done');
    expect(await vault.value(id)).toBe(TOKEN);
  });

  it('are not sealed again after everything was deleted', async () => {
    const { disk, memory, vault, kept } = openBrowser();
    await vault.put('f1', 'access_token', TOKEN);
    await kept.act(keep);
    kept.vaultChanged();
    await kept.emptied(async () => {
      disk.stored.clear();
      memory.stored.clear();
      vault.reload();
    });
    await vault.put('f1', 'access_token', TOKEN);
    expect(await kept.list()).toEqual([]);
    expect(disk.stored.has('kept')).toBe(false);
  });

  it('put locking off while the tool is used, and only then', async () => {
    const { kept, locks } = openBrowser();
    await kept.used();
    expect(locks).toEqual([]);
    await kept.act(keep);
    await kept.used();
    expect(locks).toEqual([true, true]);
    await kept.lockAll();
    expect(locks.at(-1)).toBe(false);
  });
});
