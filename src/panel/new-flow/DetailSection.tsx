import { useLayoutEffect, useRef } from 'preact/hooks';
import {
  type AuthorizationDetail,
  buildAuthorizationDetails,
  findDetailType,
} from '../../core/oauth/authorization-details.ts';
import type { RequestDraft } from '../../core/oauth/request-draft.ts';
import { inWords } from '../bank-texts.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { DetailMember } from './DetailMember.tsx';
import { addDetail, changeDetail, detailValues, dropDetail } from './detail-values.ts';
import { changeDraft } from './draft-form.ts';
import { detailFieldId, fieldId } from './form-problems.ts';
import { IconButton } from './IconButton.tsx';
import type { SectionProps } from './section-props.ts';

/** What the customer is asked for in detail, as forms of the types that the bank knows. @see RFC 9396 */
export function DetailSection(section: SectionProps) {
  const { form, change } = section;
  const { draft, profile } = form;
  const { authorizationDetails: details = [] } = draft;
  const { types = [], requirement } = profile.authorizationDetails ?? {};
  const box = useRef<HTMLElement>(null);
  const pressed = useRef<'add' | 'remove' | undefined>(undefined);
  // The keyboard follows what the person did: into a new detail, out of one that went away.
  useLayoutEffect(() => {
    const groups = box.current?.querySelectorAll<HTMLElement>('.detail') ?? [];
    const newest = groups[groups.length - 1]?.querySelector<HTMLElement>('input, select, textarea');
    const add = box.current?.querySelector<HTMLElement>('.detail-add button');
    if (pressed.current === 'add') newest?.focus();
    if (pressed.current === 'remove') add?.focus();
    pressed.current = undefined;
  }, [details.length]);
  if (types.length === 0 && details.length === 0) return null;
  const set = (next: Partial<RequestDraft>, press: 'add' | 'remove') => {
    pressed.current = press;
    change(changeDraft(form, next));
  };
  return (
    <section
      ref={box}
      class="form-section"
      data-parameter="authorization_details"
      aria-labelledby={fieldId('details')}
    >
      <h3 class="wide" id={fieldId('details')}>
        {message('details_title')}
      </h3>
      <p class="wide subtle form-caption">{message(`details_${requirement ?? 'undocumented'}`)}</p>
      {details.map((detail, at) => (
        <DetailForm
          key={`${at} ${detail.type}`}
          {...section}
          detail={detail}
          at={at}
          onRemove={() => set(dropDetail(draft, at), 'remove')}
        />
      ))}
      <div class="wide row tight detail-add">
        {types.map(({ type, label }) => (
          <button
            key={type}
            type="button"
            class="quiet"
            onClick={() => set(addDetail(draft, type), 'add')}
          >
            <Icon name="plus" />
            {message('details_add', inWords(label))}
          </button>
        ))}
      </div>
      {details.length > 0 && <DetailJson form={form} />}
    </section>
  );
}

interface DetailFormProps extends SectionProps {
  detail: AuthorizationDetail;
  at: number;
  onRemove(): void;
}

function DetailForm({ form, change, problemOf, detail, at, onRemove }: DetailFormProps) {
  const type = findDetailType(form, detail.type);
  const title = `${at + 1}. ${inWords(type?.label ?? detail.type)}`;
  const id = detailFieldId(at);
  const problem = problemOf(id);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend cannot stand in one line with a button everywhere
    <div id={id} class="wide card detail" tabIndex={-1} role="group" aria-labelledby={`${id}title`}>
      <div class="detail-head">
        <h4 id={`${id}title`}>{title}</h4>
        <IconButton icon="trash" label={message('details_remove', title)} onClick={onRemove} />
      </div>
      {(problem || !type) && <p class="problem">{problem ?? message('details_unknown_type')}</p>}
      <div class="form-section">
        {type?.members.map((member) => (
          <DetailMember
            key={member.name}
            id={detailFieldId(at, member.name)}
            detail={detail}
            member={member}
            problem={problemOf(detailFieldId(at, member.name))}
            onValue={(value) =>
              change(changeDraft(form, changeDetail(form.draft, at, { [member.name]: value })))
            }
          />
        ))}
      </div>
    </div>
  );
}

/** The parameter as it goes out now, indented. */
function DetailJson({ form }: Pick<SectionProps, 'form'>) {
  const text = buildAuthorizationDetails(form, detailValues(form)) ?? '[]';
  return (
    <section class="wide stack tight" aria-label={message('details_json')}>
      <h4>{message('details_json')}</h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself */}
      <pre class="detail-json mono" dir="ltr" tabIndex={0}>
        {JSON.stringify(JSON.parse(text), null, 2)}
      </pre>
    </section>
  );
}
