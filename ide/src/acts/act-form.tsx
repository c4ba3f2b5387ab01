import { isInputObjectType, isNonNullType, type GraphQLSchema } from 'graphql';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ReadableErrors } from '../errors/readable-errors.js';
import { FieldInput, type FormContext } from '../forms/field-input.js';
import { inputFields, type InputField } from '../forms/input-field.js';
import type { Answer } from '../graphql/answer.js';
import { ask } from '../graphql/ask.js';
import { ConfirmDialog } from '../page/confirm-dialog.js';
import { dayText } from '../page/french-dates.js';
import { inFrenchType } from '../page/typography.js';
import type { Session } from '../session/session.js';
import {
  actQuery,
  givenArguments,
  labelOfAct,
  outcomeOf,
  summaryOf,
  type ActErreur,
} from './act-request.js';
import type { Act } from './case-types.js';

export interface ActFormProps {
  readonly session: Session;
  readonly schema: GraphQLSchema;
  readonly finalite: readonly string[];
  readonly act: Act;
  /** The case it is done on, as it was read; null: it begins one. */
  readonly on: { readonly id: string; readonly version: number } | null;
  /** null: not known. */
  readonly irrevocable: boolean | null;
  readonly onDone: (id: string | null) => void;
  readonly onCancel: () => void;
}

/** An act as a form made of its own input, confirmed before it is sent. */
export function ActForm(props: ActFormProps) {
  const { session, schema, finalite, act, on, irrevocable, onDone, onCancel } = props;
  const given = useMemo(() => givenArguments(act), [act]);
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({});
  const [confirming, setConfirming] = useState(false);
  const [sending, setSending] = useState(false);
  const [erreurs, setErreurs] = useState<readonly ActErreur[]>([]);
  const [failure, setFailure] = useState<Answer | null>(null);
  // The same for every attempt of this form: whatever the network does, it is done once.
  const [cleIdempotence] = useState(() => crypto.randomUUID());
  const groups = given.map((argument) => {
    const type = isNonNullType(argument.type) ? argument.type.ofType : argument.type;
    return { name: argument.name, fields: isInputObjectType(type) ? inputFields(type) : [] };
  });
  const known = new Set(groups.flatMap(({ fields }) => fields.map(({ name }) => name)));
  const faults = new Map(
    erreurs.flatMap(({ champ, message }) =>
      champ !== null && known.has(champ) ? [[champ, inFrenchType(message)] as const] : [],
    ),
  );
  const others = erreurs.filter(({ champ }) => champ === null || !known.has(champ));
  const [names] = useState(() => new Map<string, string>());
  const context: FormContext = { session, schema, finalite, isFilter: false, faults, names };

  const send = async () => {
    setConfirming(false);
    setSending(true);
    setErreurs([]);
    setFailure(null);
    const variables = {
      ...Object.fromEntries(given.map(({ name }) => [name, values[name] ?? {}])),
      ...(on && { id: on.id, version: on.version }),
      cleIdempotence,
    };
    try {
      const { body } = await ask(session, { query: actQuery(act), variables, finalite });
      const outcome = outcomeOf(act, body);
      if (outcome.etat === 'fait') onDone(outcome.id);
      else if (outcome.etat === 'refuse') setErreurs(outcome.erreurs);
      else setFailure(outcome.answer);
    } catch {
      // The session is over, and says so itself.
    }
    setSending(false);
  };
  const form = useRef<HTMLFormElement>(null);
  // Whoever sent it stands at its end: what is wrong may be far above.
  useEffect(() => {
    if (erreurs.length === 0 && failure === null) return;
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (field) field.focus();
    else form.current?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' });
  }, [erreurs, failure]);
  const titre = labelOfAct(act);
  return (
    <form
      ref={form}
      className="act-form"
      aria-label={titre}
      onSubmit={(event) => {
        event.preventDefault();
        setConfirming(true);
      }}
    >
      <p>{inFrenchType(summaryOf(act))}</p>
      <div role="alert">
        {others.map(({ code, message }) => (
          <p key={code} className="act-refusal">
            {inFrenchType(message)}
          </p>
        ))}
        <ReadableErrors answer={failure} />
        {failure && (
          <p className="act-refusal">
            On ne sait pas si l’acte est fait. Renvoyez-le : il n’est jamais fait deux fois.
          </p>
        )}
        {faults.size > 0 && (
          <p className="act-refusal">L’acte est refusé : voyez les champs marqués.</p>
        )}
      </div>
      {groups.map(({ name, fields }) => (
        <div key={name} className="act-fields">
          {fields.map((field) => (
            <FieldInput
              key={field.name}
              field={field}
              value={valueIn(values[name], field.name)}
              onChange={(value) => setValues(withField(values, name, field.name, value))}
              context={context}
            />
          ))}
        </div>
      ))}
      <p className="act-buttons">
        <button type="submit" className="primary" disabled={sending}>
          {sending ? 'Envoi…' : 'Vérifier et envoyer'}
        </button>
        <button type="button" onClick={onCancel}>
          Annuler
        </button>
      </p>
      {confirming && (
        <ConfirmDialog
          titre={titre}
          confirmer="Confirmer et envoyer"
          onConfirm={() => void send()}
          onCancel={() => setConfirming(false)}
        >
          <p>{inFrenchType(summaryOf(act))}</p>
          <dl>
            {groups.flatMap(({ name, fields }) =>
              fields.map((field) => {
                const text = enteredText(field, valueIn(values[name], field.name), names);
                return text === '' ? null : (
                  <div key={field.name} style={{ display: 'contents' }}>
                    <dt>{field.libelle}</dt>
                    <dd>{text}</dd>
                  </div>
                );
              }),
            )}
          </dl>
          {irrevocable !== false && (
            <p className="confirm-irrevocable">
              {irrevocable
                ? 'Cet acte ne peut pas être annulé.'
                : 'On ne sait pas si cet acte peut être annulé : tenez-le pour définitif.'}
            </p>
          )}
        </ConfirmDialog>
      )}
    </form>
  );
}

type Values = Readonly<Record<string, unknown>>;

function valueIn(values: unknown, name: string): unknown {
  return (values as Values | undefined)?.[name];
}

function withField(values: Values, group: string, name: string, value: unknown): Values {
  return { ...values, [group]: { ...(values[group] as Values | undefined), [name]: value } };
}

/** What was entered, to be read once more before it is sent. */
function enteredText(
  field: InputField,
  value: unknown,
  names: ReadonlyMap<string, string>,
): string {
  if (value === undefined || value === null || value === '') return '';
  if (Array.isArray(value)) {
    return value
      .map((item) => enteredText(field, item, names))
      .filter(Boolean)
      .join(', ');
  }
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if ('fields' in field && typeof value === 'object') {
    return field.fields
      .map(
        (below) =>
          [below.libelle, enteredText(below, (value as Values)[below.name], names)] as const,
      )
      .filter(([, text]) => text !== '')
      .map(([label, text]) => `${label} : ${text}`)
      .join(' ; ');
  }
  if ('choices' in field) {
    return field.choices.find((choice) => choice.value === value)?.nom ?? '';
  }
  if (field.kind === 'jour') return dayText(value);
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return names.get(text) ?? text;
}
