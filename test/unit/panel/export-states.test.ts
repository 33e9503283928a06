import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fixtures } from '../../../src/panel/flow-tools/export/ExportView.fixture.tsx';
import { savedName } from '../../../src/panel/flow-tools/export/save-files.ts';
import { zipOf } from '../../../src/panel/flow-tools/export/zip.ts';
import { expectDrawn } from './expect-drawn.ts';

const PREVIEW = /<pre.*<\/pre>/s;

describe('the export of a flow', () => {
  it('shows the beginning of a long file, and how much more there is', () => {
    expect(expectDrawn(fixtures['a long file'])).toContain('1601 more lines');
  });

  it('names what is not in memory any more', () => {
    const html = expectDrawn(fixtures['with secrets, of which some are gone'], PREVIEW);
    expect(html).toContain('code_verifier, authorization_code');
    expect(html).toContain('WITH SECRETS');
  });
});

describe('several files', () => {
  const files = ['a/one.bru', 'a/two.bru'].map((name) => ({
    name,
    mediaType: 'text/plain',
    text: `é ${name}`,
  }));

  it('are saved as one archive that is named after their folder', () => {
    expect(savedName(files)).toBe('a.zip');
    const read = Object.entries(unzipSync(zipOf(files)));
    expect(read.map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual(
      files.map(({ name, text }) => [name, text]),
    );
  });
});
