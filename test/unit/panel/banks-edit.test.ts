import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { resolveProfile } from '../../../src/core/banks/resolve-profile.ts';
import { checkEdit } from '../../../src/panel/banks/edit/check-edit.ts';
import { DemandFields } from '../../../src/panel/banks/edit/DemandFields.tsx';
import { fieldOf, fieldPaths } from '../../../src/panel/banks/edit/fields.ts';
import { memberAt, withMember } from '../../../src/panel/banks/edit/member.ts';
import { problemText } from '../../../src/panel/banks/edit/problem-text.ts';
import {
  changeMember,
  copyOf,
  editOf,
  fileText,
  readEdit,
} from '../../../src/panel/banks/edit/profile-edit.ts';
import {
  catalogueWith,
  exampleOf,
  shippedCatalogue,
} from '../../../src/panel/banks/example-catalogue.fixture.ts';

describe('a member of a file', () => {
  const parent = { group: 'Parent', lifetimes: { accessToken: { seconds: 60 } } };

  it.each([
    ['is written where it differs', ['group'], 'Mine', { group: 'Mine' }],
    ['is left out where it would be inherited anyway', ['group'], 'Parent', {}],
    ['removes what is inherited by null', ['group'], undefined, { group: null }],
    [
      'is written with the objects around it',
      ['lifetimes', 'accessToken', 'seconds'],
      90,
      { lifetimes: { accessToken: { seconds: 90 } } },
    ],
    ['that nobody has leaves no empty object', ['lifetimes', 'consent'], undefined, {}],
  ])('%s', (_behaviour, path, value, expected) => {
    expect(withMember({}, parent, path, value)).toEqual(expected);
  });

  it('takes its emptied objects along, but for those that must be there', () => {
    const file = { lifetimes: { consent: { seconds: 5 } }, label: 'L' };
    const path = ['lifetimes', 'consent'];
    expect(withMember(file, parent, path, undefined)).toEqual({ label: 'L' });
    expect(withMember(file, {}, path, undefined)).toEqual({ lifetimes: {}, label: 'L' });
  });

  it('keeps its place among the others', () => {
    const file = { id: 'a', group: 'b', label: 'c' };
    expect(Object.keys(withMember(file, {}, ['group'], 'x'))).toEqual(['id', 'group', 'label']);
  });

  it('is found only where it stands', () => {
    expect(memberAt(parent, ['lifetimes', 'accessToken', 'seconds'])).toBe(60);
    expect(memberAt(parent, ['group', 'length'])).toBeUndefined();
    expect(memberAt(parent, ['toString'])).toBeUndefined();
  });
});

describe('a demand', () => {
  function drawn(merged: object): string {
    const side = {
      merged,
      problemOf: () => undefined,
      onMember: () => undefined,
      onLeave: () => undefined,
    };
    return renderToString(h(DemandFields, { side }));
  }

  it('says by what tokens are bound, once they are', () => {
    const bound = { tokenBinding: { requirement: 'required', by: ['dpop'] } };
    expect(drawn({})).not.toContain('Bound by');
    expect(drawn(bound)).toContain('Bound by');
  });

  it('that nobody made is not said', () => {
    expect(drawn({}).match(/<option selected[^>]*>[^<]*/g)).toEqual(
      Array(4).fill('<option selected value>Not said'),
    );
  });
});

describe('a copy', () => {
  const { bank, profile } = exampleOf(({ bankVariable }) => bankVariable !== undefined);
  const edit = copyOf(profile, bank, shippedCatalogue);
  const file = JSON.parse(edit.text);

  it('is a small file that inherits, of the one bank that was looked at', () => {
    expect(file).toMatchObject({
      extends: profile.id,
      id: `${profile.id}-copy`,
      group: `${profile.group} (copy)`,
    });
    expect(file.variables[profile.bankVariable ?? '']).toMatchObject({
      default: bank.option,
      options: [{ key: bank.option }],
    });
    expect(Object.keys(file)).toEqual(['extends', 'id', 'group', 'variables']);
  });

  it('is sound as it is', () => {
    expect(checkEdit(edit.text, undefined, shippedCatalogue).faults).toEqual([]);
    expect(resolveProfile(file.id, { ...shippedCatalogue.shipped, [file.id]: file }).ok).toBe(true);
  });

  it('finds an id that is free', () => {
    const own = catalogueWith({ [file.id]: file });
    expect(JSON.parse(copyOf(profile, bank, own).text).id).toBe(`${profile.id}-copy-2`);
  });

  it('of an own profile stands on its own', () => {
    const own = catalogueWith({ [file.id]: { ...file, label: 'Mine' } });
    const found = own.banks.find(({ profiles }) => profiles.some(({ id }) => id === file.id));
    const copied = found?.profiles.find(({ id }) => id === file.id);
    if (!found || !copied) throw new Error('the own profile is not listed');
    expect(JSON.parse(copyOf(copied, found, own).text)).toMatchObject({
      extends: profile.id,
      label: 'Mine',
    });
  });
});

describe('the form and the JSON', () => {
  const mine = { extends: 'oidc', id: 'mine', group: 'My bank' };
  const catalogue = catalogueWith({ mine, other: { ...mine, id: 'other' } });
  const files = { ...catalogue.own, ...catalogue.shipped };

  it('show the same file: a change in the form is a change of the text', () => {
    const read = readEdit(editOf('mine', catalogue).text, files);
    if (!read) throw new Error('not readable');
    const text = changeMember(read, ['pkce'], 'required');
    expect(JSON.parse(text)).toEqual({ ...mine, pkce: 'required' });
    expect(memberAt(readEdit(text, files)?.merged, ['pkce'])).toBe('required');
    expect(memberAt(readEdit(text, files)?.merged, ['service'])).toBe('api');
  });

  it.each(['', '{', '[]', '7', 'null'])('cannot be shown as a form: %s', (text) => {
    expect(readEdit(text, files)).toBeUndefined();
    expect(checkEdit(text, 'mine', catalogue).faults).not.toEqual([]);
  });

  it('list a file among others as no file to edit', () => {
    const { read, faults } = checkEdit(JSON.stringify([mine]), 'mine', catalogue);
    expect(read).toBeUndefined();
    expect(faults).toMatchObject([{ kind: 'wrong_type', line: 1 }]);
  });

  it('let an own profile keep its id, and none take that of another', () => {
    expect(checkEdit(fileText(mine), 'mine', catalogue).faults).toEqual([]);
    const [taken] = checkEdit(fileText({ ...mine, id: 'other' }), 'mine', catalogue).faults;
    expect(taken?.sentence).toBe(
      'You have a profile with the ID "other" already. Choose another ID.',
    );
    const [shipped] = checkEdit(fileText({ ...mine, id: 'oidc' }), 'mine', catalogue).faults;
    expect(shipped?.sentence).toContain('ships with this tool');
  });

  it('let a dialect be no bank', () => {
    const dialect = { abstract: true, id: 'mine', extends: 'oidc' };
    expect(checkEdit(fileText(dialect), 'mine', catalogue).faults).toEqual([]);
  });

  it('tell a fault at the field where it is put right', () => {
    const text = fileText({ ...mine, lifetimes: { accessToken: { seconds: 'soon' } } });
    const { faults, read } = checkEdit(text, 'mine', catalogue);
    const paths = fieldPaths(read?.merged);
    const path = ['lifetimes', 'accessToken', 'seconds'];
    expect(faults.map((fault) => fieldOf(fault, paths))).toEqual([path]);
    expect(problemText(faults, path, paths)).toBe('This has to be a number.');
    expect(problemText(faults, ['group'], paths)).toBeUndefined();
  });

  it('tell what a demand lacks at the field of the demand', () => {
    const text = fileText({ ...mine, tokenBinding: { requirement: 'required' } });
    const { faults, read } = checkEdit(text, 'mine', catalogue);
    const paths = fieldPaths(read?.merged);
    expect(faults.map((fault) => fieldOf(fault, paths))).toEqual([['tokenBinding', 'by']]);
  });

  it('tell a missing address at its own empty field', () => {
    const fault = {
      path: ['environments', 'sandbox', 'endpoints'],
      kind: 'missing_endpoint',
      facts: ['tokenEndpoint'],
    } as const;
    const paths = fieldPaths({ environments: { sandbox: {} } });
    expect(fieldOf(fault, paths)).toEqual([...fault.path, 'tokenEndpoint']);
  });

  it('leave faults of other parts without a field', () => {
    const fault = { path: ['requests', 'token', 'url'], kind: 'stray_brace', facts: [] } as const;
    expect(fieldOf(fault, fieldPaths({}))).toBeUndefined();
  });
});
