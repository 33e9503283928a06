import type { JwtContent } from '../../core/oauth/jwt-content.ts';
import { message } from '../browser.ts';
import { Term } from '../help/Term.tsx';

interface JwtTextProps {
  content: JwtContent;
  /** names of claims that signing adds; their values are another's each time */
  added?: readonly string[];
}

/** Header and claims of a request object, member by member. */
export function JwtText({ content: { header, claims }, added = [] }: JwtTextProps) {
  return (
    <div class="request-text mono" dir="ltr">
      <Members of={header} />
      <div class="request-body">
        <Members of={claims} added={added} />
      </div>
    </div>
  );
}

interface MembersProps {
  of: JwtContent['claims'];
  /** names of those that signing adds */
  added?: readonly string[];
}

function Members({ of: members, added = [] }: MembersProps) {
  return (
    <dl class="jwt-members">
      {Object.entries(members).map(([name, value]) => (
        <div key={name}>
          <dt>
            <Term place="parameter" name={name} />
            {added.includes(name) && <span class="chip">{message('carried_added')}</span>}
          </dt>
          <dd>{shown(name, value, added.includes(name))}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Instants and the JWT's own ID are other ones each time. */
function shown(name: string, value: unknown, isAdded: boolean): string {
  if (isAdded && name === 'jti') return message('carried_new_id');
  if (isAdded && typeof value === 'number') {
    return value === 0 ? message('carried_now') : message('carried_later', value);
  }
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
