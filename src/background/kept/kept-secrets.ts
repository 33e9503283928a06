import * as z from 'zod/mini';
import type { KeptAct } from '../../contract/kept.ts';
import type { KeptBank, KeptOutcome } from '../../contract/kept-bank.ts';
import type { SessionArea, SessionVault, StoredSecret } from '../storage/session-vault.ts';
import { storedSecretSchema } from '../storage/session-vault.ts';
import { type LocalArea, StoredEntries } from '../storage/stored-entries.ts';
import { type SealKey, seal, sealedSchema, sealKey, unseal } from './seal.ts';

const KEY = 'kept-key:';

const keptSchema = z.strictObject({ ...sealedSchema.shape, savedAtMs: z.number() });
type KeptSealed = z.infer<typeof keptSchema>;

const sealKeySchema = z.strictObject({ salt: z.string(), rounds: z.number(), bits: z.string() });

/** Whose secrets are a bank's: ids of flows, and names of clients in the vault. */
export interface Owners {
  all: readonly string[];
  /** the part of them that can do without: not under way, and of no other bank */
  idle: readonly string[];
}

interface Parts {
  /** what lasts: sealed secrets */
  disk: LocalArea;
  /** what is gone with the browser: the keys of unlocked banks, beside the secrets that they open */
  memory: SessionArea;
  vault: Pick<SessionVault, 'list' | 'restore' | 'forget'>;
  ownersOf(bank: string): Promise<Owners>;
  nowMs(): number;
  /** sets the time of locking anew; `undefined`: nothing is unlocked */
  lockLater(unlocked: boolean): Promise<unknown>;
  changed(kept: KeptBank[]): Promise<void>;
}

/**
 * Secrets that outlive the browser: per bank, and only under the person's passphrase. While a bank is
 * unlocked, its secrets are in the vault like all others, and each change there is sealed anew.
 */
export class KeptSecrets {
  readonly stored: StoredEntries<KeptSealed>;
  readonly #parts: Parts;
  #last: Promise<unknown> = Promise.resolve();
  #saving = false;
  #copy: Promise<Map<string, SealKey>> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.stored = new StoredEntries<KeptSealed>(parts.disk, {
      key: 'kept',
      member: 'banks',
      schemaOf: () => keptSchema,
    });
  }

  async list(): Promise<KeptBank[]> {
    const keys = await this.#keys();
    return Object.entries(await this.stored.read()).map(([bank, { savedAtMs }]) => ({
      bank,
      unlocked: keys.has(bank),
      savedAtMs,
    }));
  }

  /** Does what the person asks; afterwards all panels know. */
  act(wanted: KeptAct): Promise<KeptOutcome> {
    return this.#next(async () => {
      const outcome = await this.#do(wanted);
      await this.#told();
      return outcome;
    });
  }

  /** Locks every bank: the secrets are on disk, and leave memory. */
  lockAll(): Promise<void> {
    return this.#next(async () => {
      for (const bank of [...(await this.#keys()).keys()]) await this.#lock(bank);
      await this.#told();
    });
  }

  /** The tool is in use: locking waits. */
  async used(): Promise<void> {
    if ((await this.#keys()).size > 0) await this.#parts.lockLater(true);
  }

  /** Runs what empties all storage, between two acts: nothing is sealed again after it. */
  emptied(empty: () => Promise<void>): Promise<void> {
    return this.#next(async () => {
      await empty();
      this.#copy = undefined;
      await this.#parts.lockLater(false);
    });
  }

  /** The vault holds other secrets than before: what is unlocked is sealed anew, once for changes that come together. */
  vaultChanged(): void {
    if (this.#saving) return;
    this.#saving = true;
    void this.#next(async () => {
      this.#saving = false;
      for (const [bank, key] of await this.#keys()) await this.#save(bank, key);
    }).catch(() => undefined);
  }

  async #do(wanted: KeptAct): Promise<KeptOutcome> {
    const { bank } = wanted;
    switch (wanted.act) {
      case 'keep':
        // What is locked would be lost under what is in memory now.
        return (await this.#isLocked(bank))
          ? 'wrong_passphrase'
          : this.#keep(bank, wanted.passphrase);
      case 'unlock':
        return this.#unlock(bank, wanted.passphrase);
      case 'change': {
        const opened = await this.#unlock(bank, wanted.passphrase);
        return opened === 'done' ? this.#keep(bank, wanted.next) : opened;
      }
      case 'lock':
        return this.#lock(bank);
      case 'forget':
        await this.stored.change(({ [bank]: _forgotten, ...others }) => others);
        await this.#dropKey(bank);
        return 'done';
    }
  }

  async #keep(bank: string, passphrase: string): Promise<KeptOutcome> {
    const key = await sealKey(passphrase);
    try {
      await this.#save(bank, key);
    } catch {
      return 'not_stored';
    }
    await this.#holdKey(bank, key);
    return 'done';
  }

  async #unlock(bank: string, passphrase: string): Promise<KeptOutcome> {
    const kept = (await this.stored.read())[bank];
    if (!kept) return 'wrong_passphrase';
    const key = await sealKey(passphrase, kept);
    const text = await unseal(kept, bank, key);
    if (text === undefined) return 'wrong_passphrase';
    const { all } = await this.#parts.ownersOf(bank);
    // What was deleted while it was locked stays deleted.
    const secrets = readSecrets(text).filter(({ flowId }) => all.includes(flowId));
    await this.#parts.vault.restore(secrets);
    await this.#holdKey(bank, key);
    return 'done';
  }

  /** What cannot be written stays in memory, and unlocked. */
  async #lock(bank: string): Promise<KeptOutcome> {
    const key = (await this.#keys()).get(bank);
    if (!key) return 'done';
    try {
      await this.#save(bank, key);
    } catch {
      return 'not_stored';
    }
    await this.#dropKey(bank);
    await this.#parts.vault.forget((await this.#parts.ownersOf(bank)).idle);
    return 'done';
  }

  async #isLocked(bank: string): Promise<boolean> {
    return bank in (await this.stored.read()) && !(await this.#keys()).has(bank);
  }

  async #save(bank: string, key: SealKey): Promise<void> {
    const { all } = await this.#parts.ownersOf(bank);
    const secrets = await this.#parts.vault.list(all);
    const sealed = await seal(JSON.stringify(secrets), bank, key);
    const kept = { ...sealed, savedAtMs: this.#parts.nowMs() };
    await this.stored.change((banks) => ({ ...banks, [bank]: kept }));
  }

  async #told(): Promise<void> {
    const kept = await this.list();
    await this.#parts.lockLater(kept.some(({ unlocked }) => unlocked));
    await this.#parts.changed(kept);
  }

  async #holdKey(bank: string, key: SealKey): Promise<void> {
    (await this.#keys()).set(bank, key);
    await this.#parts.memory.set({ [KEY + bank]: key });
  }

  async #dropKey(bank: string): Promise<void> {
    (await this.#keys()).delete(bank);
    await this.#parts.memory.remove([KEY + bank]);
  }

  /** The keys of unlocked banks. Nobody else writes them, so that one life of the worker reads them once. */
  #keys(): Promise<Map<string, SealKey>> {
    this.#copy ??= this.#parts.memory.get(null).then(readKeys);
    this.#copy.catch(() => {
      this.#copy = undefined;
    });
    return this.#copy;
  }

  /** One after the other: two at once would each undo the other. */
  #next<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

function readKeys(stored: Record<string, unknown>): Map<string, SealKey> {
  return new Map(
    Object.entries(stored).flatMap(([name, value]) => {
      const key = z.safeParse(sealKeySchema, value);
      return name.startsWith(KEY) && key.success ? [[name.slice(KEY.length), key.data]] : [];
    }),
  );
}

function readSecrets(text: string): StoredSecret[] {
  const parsed = z.safeParse(z.array(storedSecretSchema), JSON.parse(text));
  return parsed.success ? parsed.data : [];
}
