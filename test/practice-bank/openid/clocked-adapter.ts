import type { Adapter, StoredPayload } from 'oidc-provider';

interface StoredRecord {
  model: string;
  payload: StoredPayload;
  expiresAtMs: number;
}

/**
 * In-memory storage for oidc-provider in which records end by the bank's clock. The library itself
 * reads the computer's clock; since the bank's only ever runs ahead of it, a record that storage
 * still gives is also still valid to the library.
 */
export function createClockedAdapters(nowMs: () => number): (model: string) => Adapter {
  const records = new Map<string, StoredRecord>();

  return (model) => {
    const key = (id: string) => `${model}:${id}`;

    function live(record: StoredRecord | undefined): StoredPayload | undefined {
      return record !== undefined && record.expiresAtMs > nowMs() ? record.payload : undefined;
    }

    return {
      async upsert(id, payload, expiresInSeconds = Number.POSITIVE_INFINITY) {
        const expiresAtMs = nowMs() + expiresInSeconds * 1000;
        records.set(key(id), { model, payload, expiresAtMs });
      },
      async find(id) {
        return live(records.get(key(id)));
      },
      async findByUid(uid) {
        const found = [...records.values()].find(
          (record) => record.model === model && record.payload.uid === uid,
        );
        return live(found);
      },
      // Only the device flow, which this bank does not serve, has user codes.
      async findByUserCode() {
        return undefined;
      },
      async consume(id) {
        const record = records.get(key(id));
        if (record !== undefined) record.payload.consumed = Math.floor(nowMs() / 1000);
      },
      async destroy(id) {
        records.delete(key(id));
      },
      async revokeByGrantId(grantId) {
        for (const [recordKey, record] of records) {
          if (record.payload.grantId === grantId) records.delete(recordKey);
        }
      },
    };
  };
}
