import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Params } from '../../../src/contract/requests.ts';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { writeFlowFile } from '../../../src/core/record/flow-file.ts';
import { mergeRecord } from '../../../src/core/record/merge-record.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { wantedImport } from '../../../src/panel/banks/import/wanted-import.ts';
import { exportFlows } from '../../../src/panel/records/export-flows.ts';
import { takeTexts } from '../../../src/panel/records/take-texts.ts';
import { shownFile, transfer } from '../../../src/panel/records/transfer.ts';
import { opened, record, started } from '../../fixtures/happenings.ts';
import { firefoxHar, har } from '../core/watch/har.ts';
import { MemoryEffects } from '../engine/memory-effects.ts';
import { fakeWorker, firstReads } from './fake-worker.ts';

const downloads = vi.hoisted(() => ({ files: [] as { name: string; text: string }[] }));
vi.mock('webextension-polyfill', () => import('./fake-webextension.ts'));
vi.mock('../../../src/panel/ui/download.ts', () => ({
  download: (name: string, text: string) => downloads.files.push({ name, text }),
}));

beforeEach(() => {
  transfer.value = undefined;
  shownFile.value = undefined;
  wantedImport.value = undefined;
  downloads.files = [];
});

const flow = (flowId: string, count = 2) => ({
  flowId,
  events: record(started(), opened())
    .slice(0, count)
    .map((event) => ({ ...event, flowId })),
});
const file = (...ids: string[]) => writeFlowFile(ids.map((id) => flow(id)));
const named = (text: string, name = 'a.flow.json') => [{ name, text }];

/** A worker that keeps records, and an engine for what is read as if it had been watched. */
function worker({ forgotten = 0, stopsAfter = Infinity } = {}) {
  const effects = new MemoryEffects();
  const engine = new FlowEngine(effects);
  const batches: number[] = [];
  const { store } = fakeWorker({
    readFirst: async () => firstReads({ flows: await effects.journal.summaries() }),
    listFlows: async () => ({ flows: await effects.journal.summaries() }),
    readFlow: async ({ flowId }) => ({ events: await effects.journal.events(flowId) }),
    reportWatched: (report) => engine.recordWatched(report),
    async importFlows({ flows }: Params<'importFlows'>) {
      if (batches.length >= stopsAfter) throw new Error('the worker stopped');
      batches.push(flows.length);
      const taken = flows.map(({ flowId, events }) => {
        const stored = effects.records.filter((event) => event.flowId === flowId);
        const merged = mergeRecord(stored, events, 77);
        effects.records.push(...merged.missing);
        return merged.taken;
      });
      return { taken, forgotten };
    },
  });
  return { store, effects, batches };
}

const said = () => {
  const { value } = transfer;
  return value?.kind === 'report'
    ? value.notes.map(({ name, tone, sentences }) => [name, tone, sentences.join(' ')])
    : value;
};

describe('a record file', () => {
  it('is taken over with a word, and once', async () => {
    const { store } = worker();
    await takeTexts(store, named(file('f1', 'f2')));
    expect(store.toast.value).toBe('2 flows imported.');
    expect(said()).toBeUndefined();
    await takeTexts(store, named(file('f1', 'f2', 'f3')));
    expect(store.toast.value).toBe('1 flow imported. 2 flows were here already.');
  });

  it('of one flow opens it', async () => {
    const { store } = worker();
    store.screen.value = 'banks';
    await takeTexts(store, named(file('f1')));
    expect(store.selectedFlowId.value).toBe('f1');
    expect(store.screen.value).toBe('flows');
  });

  it('goes to the worker in parts that are not too large', async () => {
    const { store, batches } = worker();
    await takeTexts(store, named(file(...Array.from({ length: 250 }, (_none, at) => `f${at}`))));
    expect(batches).toEqual([100, 100, 50]);
    expect(store.toast.value).toBe('250 flows imported.');
  });

  it('says how many older flows made room for it', async () => {
    const { store } = worker({ forgotten: 2 });
    await takeTexts(store, named(file('f1', 'f2', 'f3')));
    const words = expect.stringMatching(/^3 flows imported. 2 older flows were forgotten/);
    expect(said()).toEqual([['a.flow.json', 'bad', words]]);
  });

  it('says how far it came where the worker stops', async () => {
    const { store } = worker({ stopsAfter: 1 });
    await takeTexts(store, named(file(...Array.from({ length: 150 }, (_none, at) => `f${at}`))));
    expect(said()).toEqual([['a.flow.json', 'bad', expect.stringContaining('100 of 150')]]);
  });

  it('that says otherwise than what is here changes nothing, and says so', async () => {
    const { store, effects } = worker();
    effects.records.push(...record(started(), { kind: 'abandoned' }));
    await takeTexts(store, named(file('f1')));
    expect(said()).toEqual([['a.flow.json', 'bad', expect.stringContaining('1 flow was left')]]);
    expect(effects.records).toHaveLength(2);
  });

  it('with a fault is named with its place, and the others of the same drop are taken', async () => {
    const { store, effects } = worker();
    const damaged = file('f9').replace('"opened"', '"dreamt"');
    await takeTexts(store, [
      ...named(damaged, 'damaged.json'),
      ...named('{"a": ', 'cut.json'),
      ...named('hello', 'words.txt'),
      ...named(file('f1'), 'good.json'),
    ]);
    expect(said()).toEqual([
      ['damaged.json', 'bad', expect.stringContaining('flows.0.events.1.happening')],
      ['cut.json', 'bad', expect.stringContaining('ends too early')],
      ['words.txt', 'bad', expect.stringContaining('Nothing to import')],
      ['good.json', 'good', '1 flow imported.'],
    ]);
    expect(effects.records.map(({ flowId }) => flowId)).toEqual(['f1', 'f1']);
  });

  it('of a later version is shown, and not taken over', async () => {
    const { store, batches } = worker();
    await takeTexts(store, named(file('f1').replace('"version": 1', '"version": 7'), 'new.json'));
    expect(shownFile.value).toMatchObject({ name: 'new.json', version: 7, passedOver: 0 });
    expect(batches).toEqual([]);
  });
});

describe('what a bank profile can be made of', () => {
  it.each([
    ['a command', 'curl -d grant_type=x https://bank.example/token', 'curl'],
    ['Postman’s settings', '{"auth": {"type": "oauth2", "oauth2": []}}', 'postman'],
    ['a profile', '{"extends": "oidc", "id": "mine"}', 'files'],
    ['a URL', 'https://bank.example/a?response_type=code&client_id=x', 'authorize'],
  ])('%s is handed to the banks screen', async (_what, text, tab) => {
    const { store } = worker();
    await takeTexts(store, named(text, 'x'));
    expect(wantedImport.value).toEqual({ tab, texts: [{ name: 'x', text }] });
    expect(store.screen.value).toBe('banks');
  });

  it('is taken one at a time, but for profiles', async () => {
    const { store } = worker();
    await takeTexts(store, [
      ...named('{"extends": "oidc", "id": "a"}', 'a.json'),
      ...named('{"extends": "oidc", "id": "b"}', 'b.json'),
      ...named('curl https://bank.example/token', 'c.txt'),
    ]);
    expect(wantedImport.value?.texts.map(({ name }) => name)).toEqual(['a.json', 'b.json']);
    expect(said()).toEqual([['c.txt', 'bad', expect.stringContaining('by itself')]]);
  });
});

describe('an HTTP archive', () => {
  const OIDC = 'http://oidc.localhost:8489';
  const CALLBACK = 'http://spa.app.localhost:8489/callback';
  const CODE = 'fakecode0001';
  const STATE = 'fake-state-0123456789';
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'fake-page',
    redirect_uri: CALLBACK,
    scope: 'openid',
    state: STATE,
  });
  const answer = `${CALLBACK}?code=${CODE}&state=${STATE}&iss=${encodeURIComponent(OIDC)}`;
  const call = har(30, `${OIDC}/token`, {
    type: 'fetch',
    form: { grant_type: 'authorization_code', code: CODE, redirect_uri: CALLBACK },
  });
  const tokens = JSON.stringify({ access_token: 'fakeaccess01', token_type: 'Bearer' });
  const entries = [
    har(0, `${OIDC}/auth?${query}`),
    har(20, answer, { referrer: `${OIDC}/` }),
    { ...call, response: { ...call.response, content: { text: tokens } } },
  ];
  const archive = (list: unknown[]) => JSON.stringify({ log: { version: '1.2', entries: list } });
  const flowOf = ({ records }: MemoryEffects) => foldFlow(records);

  it.each([
    ['of Chrome', entries],
    ['of Firefox', entries.map(firefoxHar)],
    [
      'with its answers in base64',
      [
        ...entries.slice(0, 2),
        {
          ...call,
          response: { ...call.response, content: { text: btoa(tokens), encoding: 'base64' } },
        },
      ],
    ],
  ])(
    '%s becomes the flow that its requests made, at their time, without a secret',
    async (_whose, list) => {
      const { store, effects } = worker();
      await takeTexts(store, named(archive(list), 'x.har'));
      expect(store.toast.value).toBe('1 flow imported.');
      expect(flowOf(effects)).toMatchObject({
        startedAtMs: Date.UTC(2026, 10, 21, 12),
        phase: 'tokens_received',
        started: { bank: 'Practice bank (OpenID)', imported: effects.nowMs },
      });
      for (const secret of [CODE, STATE, 'fakeaccess01']) {
        expect(JSON.stringify(effects.records)).not.toContain(secret);
      }
      await takeTexts(store, named(archive(list), 'x.har'));
      expect(store.toast.value).toBe('1 flow was here already.');
      expect(await effects.journal.summaries()).toHaveLength(1);
    },
  );

  it('whose answers were left out tells of the call, and that its answer is unknown', async () => {
    const { store, effects } = worker();
    await takeTexts(store, named(archive([...entries.slice(0, 2), call]), 'x.har'));
    expect(flowOf(effects)?.phase).toBe('outcome_unknown');
  });

  it('without a flow says so', async () => {
    const { store } = worker();
    await takeTexts(store, named(archive([har(0, 'https://news.example/')]), 'x.har'));
    expect(said()).toEqual([['x.har', 'bad', expect.stringContaining('no OAuth flow')]]);
  });
});

describe('an export', () => {
  it('holds as many flows as are listed, and imported it adds none', async () => {
    const { store } = worker();
    await takeTexts(store, named(file(...Array.from({ length: 45 }, (_none, at) => `f${at}`))));
    await store.load();
    await exportFlows(store, store.flows.value ?? []);
    expect(store.toast.value).toBe('45 flows exported.');
    const [saved] = downloads.files;
    expect(JSON.parse(saved?.text ?? '').flows).toHaveLength(45);
    await takeTexts(store, named(saved?.text ?? ''));
    expect(store.toast.value).toBe('45 flows were here already.');
  });

  it('that was stopped saves nothing', async () => {
    const { store } = worker();
    await takeTexts(store, named(file(...Array.from({ length: 45 }, (_none, at) => `f${at}`))));
    await store.load();
    const exporting = exportFlows(store, store.flows.value ?? []);
    const { value } = transfer;
    if (value?.kind !== 'export') throw new Error('nothing under way');
    value.cancel();
    await exporting;
    expect(downloads.files).toEqual([]);
    expect(transfer.value).toBeUndefined();
  });
});
