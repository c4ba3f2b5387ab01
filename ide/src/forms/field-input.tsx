import type { GraphQLSchema } from 'graphql';
import { useId } from 'react';
import type { Session } from '../session/session.js';
import type { Choice, InputField } from './input-field.js';
import { useChoices } from './use-choices.js';
import './forms.css';

/** What all fields of a form have in common. */
export interface FormContext {
  readonly session: Session;
  /** The caller's own graph. */
  readonly schema: GraphQLSchema;
  readonly finalite: readonly string[];
  /** In a filter: nothing is demanded, and what is not known by a name is left out. */
  readonly isFilter: boolean;
  /** What was refused, by the name of its field. */
  readonly faults: ReadonlyMap<string, string>;
  /** Names of what was offered, by identifier: to be read again before it is sent. */
  readonly names: Map<string, string>;
}

export interface FieldInputProps {
  readonly field: InputField;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly context: FormContext;
}

/** One field of an input type, as its kind is asked for. */
export function FieldInput(props: FieldInputProps) {
  const { field } = props;
  switch (field.kind) {
    case 'groupe':
      return <Group {...props} fields={field.fields} />;
    case 'groupe-multiple':
      return <Groups {...props} fields={field.fields} />;
    case 'reference':
    case 'reference-multiple':
      return <Reference {...props} several={field.kind === 'reference-multiple'} />;
    case 'choix-multiple':
      return <Several {...props} choices={field.choices} />;
    case 'choix':
      return <Select {...props} choices={field.choices} />;
    case 'oui-non':
      return <Select {...props} choices={yesOrNo} />;
    default:
      return <Text {...props} />;
  }
}

const yesOrNo: readonly Choice[] = [
  { value: 'true', nom: 'Oui' },
  { value: 'false', nom: 'Non' },
];

type ChoiceProps = FieldInputProps & { readonly choices: readonly Choice[] };

function Select({ field, value, onChange, context, choices }: ChoiceProps) {
  const id = useId();
  const written = typeof value === 'boolean' ? String(value) : value;
  return (
    <p className="field">
      <label htmlFor={id}>{nameOf(field, context)}</label>
      <select
        id={id}
        value={typeof written === 'string' ? written : ''}
        required={field.required && !context.isFilter}
        {...faultOf(field, context, id)}
        onChange={({ currentTarget }) => {
          const chosen = currentTarget.value;
          if (chosen === '') onChange(undefined);
          else onChange(field.kind === 'oui-non' ? chosen === 'true' : chosen);
        }}
      >
        <option value="">{context.isFilter ? 'Indifférent' : 'Choisir…'}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.nom}
          </option>
        ))}
      </select>
      <Fault field={field} context={context} id={id} />
    </p>
  );
}

function Several({ field, value, onChange, context, choices }: ChoiceProps) {
  const id = useId();
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const toggle = (choice: string) =>
    onChange(
      chosen.includes(choice) ? chosen.filter((other) => other !== choice) : [...chosen, choice],
    );
  return (
    <fieldset className="field" {...faultOf(field, context, id)}>
      <legend>{nameOf(field, context)}</legend>
      <div className="field-choices" tabIndex={0} role="group" aria-label={field.libelle}>
        {choices.map((choice) => (
          <label key={choice.value}>
            <input
              type="checkbox"
              checked={chosen.includes(choice.value)}
              onChange={() => toggle(choice.value)}
            />
            {choice.nom}
          </label>
        ))}
      </div>
      <Fault field={field} context={context} id={id} />
    </fieldset>
  );
}

function Reference(props: FieldInputProps & { readonly several: boolean }) {
  const { field, context, several } = props;
  const choices = useChoices(context.session, field.name, context.schema, context.finalite);
  for (const { value, nom } of choices ?? []) context.names.set(value, nom);
  if (choices === null) {
    return <p className="field field-waiting">{field.libelle} : lecture des noms…</p>;
  }
  if (choices.length > 0) {
    return several ? (
      <Several {...props} choices={choices} />
    ) : (
      <Select {...props} choices={choices} />
    );
  }
  // Nothing that one could name: it would be an identifier to type.
  return context.isFilter || !field.required ? null : <Text {...props} />;
}

const types: Readonly<Record<string, string>> = {
  jour: 'date',
  instant: 'datetime-local',
  entier: 'number',
  nombre: 'number',
};

function Text({ field, value, onChange, context }: FieldInputProps) {
  const id = useId();
  const type = types[field.kind] ?? 'text';
  const shown = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return (
    <p className="field">
      <label htmlFor={id}>{nameOf(field, context)}</label>
      <input
        id={id}
        type={type}
        step={field.kind === 'nombre' ? 'any' : undefined}
        value={field.kind === 'instant' ? localInstant(shown) : shown}
        required={field.required && !context.isFilter}
        {...faultOf(field, context, id)}
        onChange={({ currentTarget }) => onChange(valueOf(field.kind, currentTarget.value))}
      />
      <Fault field={field} context={context} id={id} />
    </p>
  );
}

function valueOf(kind: string, text: string): unknown {
  if (text === '') return undefined;
  if (kind === 'entier' || kind === 'nombre') return Number(text);
  return kind === 'instant' ? new Date(text).toISOString() : text;
}

/** As a field of the browser takes it, in the reader's own time. */
function localInstant(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

type GroupProps = FieldInputProps & { readonly fields: readonly InputField[] };

function Group({ field, value, onChange, context, fields }: GroupProps) {
  const values = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (context.isFilter) {
    return fields.map((below) => (
      <FieldInput
        key={below.name}
        field={{ ...below, libelle: `${field.libelle}, ${below.libelle.toLowerCase()}` }}
        value={values[below.name]}
        onChange={(changed) => onChange(withValue(values, below.name, changed))}
        context={context}
      />
    ));
  }
  // What the group demands is demanded once something of it is given.
  const isGiven = Object.values(values).some((given) => given !== undefined);
  return (
    <fieldset className="field field-group">
      <legend>{nameOf(field, context)}</legend>
      {fields.map((below) => (
        <FieldInput
          key={below.name}
          field={field.required || isGiven ? below : { ...below, required: false }}
          value={values[below.name]}
          onChange={(changed) => onChange(withValue(values, below.name, changed))}
          context={context}
        />
      ))}
    </fieldset>
  );
}

function Groups({ field, value, onChange, context, fields }: GroupProps) {
  const all = Array.isArray(value) ? (value as readonly Readonly<Record<string, unknown>>[]) : [];
  const change = (at: number, changed: unknown) =>
    onChange(all.map((item, index) => (index === at ? changed : item)));
  return (
    <fieldset className="field field-group">
      <legend>{nameOf(field, context)}</legend>
      {all.map((values, index) => (
        <div key={index} className="field-repeated">
          {fields.map((below) => (
            <FieldInput
              key={below.name}
              field={below}
              value={values[below.name]}
              onChange={(changed) => change(index, { ...values, [below.name]: changed })}
              context={context}
            />
          ))}
          <button type="button" onClick={() => onChange(all.filter((_, at) => at !== index))}>
            Retirer
          </button>
        </div>
      ))}
      <button type="button" onClick={() => onChange([...all, {}])}>
        Ajouter
      </button>
    </fieldset>
  );
}

/** With nothing of it left, the group itself is not given. */
function withValue(
  values: Readonly<Record<string, unknown>>,
  name: string,
  value: unknown,
): Readonly<Record<string, unknown>> | undefined {
  const changed = Object.entries({ ...values, [name]: value }).filter(
    ([, given]) => given !== undefined,
  );
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}

function nameOf({ libelle, required }: InputField, { isFilter }: FormContext): string {
  return required && !isFilter ? `${libelle} (obligatoire)` : libelle;
}

function faultOf({ name, aide }: InputField, { faults, isFilter }: FormContext, id: string) {
  const described = [
    ...(faults.has(name) ? [`${id}-faute`] : []),
    ...(aide !== '' && !isFilter ? [`${id}-aide`] : []),
  ];
  return {
    ...(faults.has(name) && { 'aria-invalid': true }),
    ...(described.length > 0 && { 'aria-describedby': described.join(' ') }),
  };
}

function Fault({
  field: { name, aide },
  context: { faults, isFilter },
  id,
}: Pick<FieldInputProps, 'field' | 'context'> & { readonly id: string }) {
  const fault = faults.get(name);
  return (
    <>
      {aide !== '' && !isFilter && (
        <span id={`${id}-aide`} className="field-help">
          {aide}.
        </span>
      )}
      {fault !== undefined && (
        <span id={`${id}-faute`} className="field-fault">
          {fault}
        </span>
      )}
    </>
  );
}
