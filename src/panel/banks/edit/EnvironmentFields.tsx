import { useState } from 'preact/hooks';
import { ENDPOINT_NAMES, type EndpointName } from '../../../core/banks/endpoint-names.ts';
import { message } from '../../browser.ts';
import { LiveChip } from '../../flows/Chips.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { EditSide } from './edit-side.ts';
import { environmentKeys, KINDS } from './fields.ts';
import { ChoiceMember, TextMember, textOf } from './MemberFields.tsx';
import { memberAt } from './member.ts';

/** The addresses that nearly every bank has; the others are a click away. */
const USUAL: readonly EndpointName[] = [
  'authorizationEndpoint',
  'tokenEndpoint',
  'apiBase',
  'issuer',
  'metadata',
];

/** Every environment with its addresses; environments can be added and taken away. */
export function EnvironmentFields({ side }: { side: EditSide }) {
  const keys = environmentKeys(side.merged);
  const add = () =>
    side.onMember(['environments', freeKey(keys)], { label: '', kind: 'sandbox', endpoints: {} });
  return (
    <>
      {keys.map((key) => (
        <OneEnvironment key={key} name={key} side={side} />
      ))}
      <div>
        <button type="button" onClick={add}>
          <Icon name="plus" />
          {message('edit_add_environment')}
        </button>
      </div>
    </>
  );
}

function OneEnvironment({ name, side }: { name: string; side: EditSide }) {
  const at = ['environments', name];
  const label = textOf(memberAt(side.merged, [...at, 'label'])) || name;
  const kind = memberAt(side.merged, [...at, 'kind']);
  // As it was when the form was opened: a field that moved at its first letter would lose the keys that follow.
  const [inFront] = useState(() =>
    ENDPOINT_NAMES.filter(
      (one) =>
        USUAL.includes(one) || memberAt(side.merged, [...at, 'endpoints', one]) !== undefined,
    ),
  );
  const field = (endpoint: EndpointName) => (
    <TextMember
      key={endpoint}
      side={side}
      path={[...at, 'endpoints', endpoint]}
      label={message(`endpoint_${endpoint}`)}
    />
  );
  return (
    <fieldset class="edit-group">
      <legend class="row">
        {message('edit_environment', label)}
        {kind === 'live' && <LiveChip />}
        <button
          type="button"
          class="quiet icon-only"
          aria-label={message('edit_remove_environment', label)}
          title={message('edit_remove_environment', label)}
          onClick={() => side.onMember(at, undefined)}
        >
          <Icon name="trash" />
        </button>
      </legend>
      <TextMember
        side={side}
        path={[...at, 'label']}
        label={message('edit_label')}
        plain
        emptied="empty"
      />
      <ChoiceMember
        side={side}
        path={[...at, 'kind']}
        label={message('edit_kind')}
        options={KINDS.map((value) => ({ value, word: message(`environment_kind_${value}`) }))}
      />
      {inFront.map(field)}
      <TextMember side={side} path={[...at, 'note']} label={message('edit_note')} plain />
      <details class="wide">
        <summary>{message('edit_more_addresses')}</summary>
        <div class="edit-group">
          {ENDPOINT_NAMES.filter((one) => !inFront.includes(one)).map(field)}
        </div>
      </details>
    </fieldset>
  );
}

function freeKey(keys: readonly string[]): string {
  for (let at = keys.length + 1; ; at += 1) {
    if (!keys.includes(`environment-${at}`)) return `environment-${at}`;
  }
}
