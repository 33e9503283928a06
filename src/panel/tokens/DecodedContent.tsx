import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { missingMembers } from '../../core/tokens/claim-meanings.ts';
import type { Claims } from '../../core/tokens/decode-jwt.ts';
import type { TokenKind } from '../../core/tokens/token-kind.ts';
import { message } from '../browser.ts';
import { ClaimTable } from './ClaimTable.tsx';
import { isMarked, type PartLink, pointing } from './part-link.ts';

interface DecodedContentProps {
  header: Claims | undefined;
  claims: Claims | undefined;
  /** what the token is for, where that is known */
  kind?: TokenKind | undefined;
  nowMs?: ReadonlySignal<number> | undefined;
  query?: string | undefined;
  /** ties the tables to the token's text */
  link?: PartLink;
}

const PLACES = ['header', 'claims'] as const;

/** Header and claims, each member with its meaning. */
export function DecodedContent({ kind, nowMs, query, link, ...parts }: DecodedContentProps) {
  return (
    <div class="token-content">
      {PLACES.map((place, at) => {
        const members = parts[place];
        if (!members) return null;
        const name = message(`token_part_${place}`);
        const label = link ? <PartButton name={name} at={at} link={link} /> : name;
        return (
          <Part key={place} at={at} link={link}>
            <ClaimTable {...{ place, label, members, kind, query, nowMs }} />
            <Missing names={missingMembers(place, members, kind)} />
          </Part>
        );
      })}
    </div>
  );
}

interface PartProps {
  at: number;
  link: PartLink | undefined;
  children: ComponentChildren;
}

function Part({ at, link, children }: PartProps) {
  const marked = link && isMarked(link, at);
  const { onMouseEnter, onMouseLeave } = link ? pointing(link, at) : {};
  return (
    <div class={marked ? 'part marked' : 'part'} {...{ onMouseEnter, onMouseLeave }}>
      {children}
    </div>
  );
}

function PartButton({ name, at, link }: { name: string; at: number; link: PartLink }) {
  return (
    <button
      type="button"
      class="quiet more"
      aria-pressed={link.chosen.value === at}
      {...pointing(link, at)}
    >
      {name}
    </button>
  );
}

function Missing({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return <p class="subtle">{message('claims_missing', names.join(', '))}</p>;
}
