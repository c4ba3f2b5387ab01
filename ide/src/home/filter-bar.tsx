import type { GraphQLSchema } from 'graphql';
import { useMemo, useState } from 'react';
import { FieldInput, type FormContext } from '../forms/field-input.js';
import { inputFields, type InputField } from '../forms/input-field.js';
import type { Session } from '../session/session.js';
import type { FilteredList, FilterValues } from './filtered-query.js';

export interface FilterBarProps {
  readonly session: Session;
  readonly schema: GraphQLSchema;
  readonly finalite: readonly string[];
  readonly list: FilteredList;
  readonly onFilter: (values: FilterValues) => void;
}

/** What waits for the caller has a page of its own. */
const elsewhere = new Set(['attend']);
const noFaults: ReadonlyMap<string, string> = new Map();

/** The list's own filter, as a form: each change asks the question again. */
export function FilterBar({ session, schema, finalite, list, onFilter }: FilterBarProps) {
  const fields = useMemo(
    () => inputFields(list.type).filter(isOffered).sort(periodFirst),
    [list.type],
  );
  const context = useMemo<FormContext>(
    () => ({ session, schema, finalite, isFilter: true, faults: noFaults, names: new Map() }),
    [session, schema, finalite],
  );
  const [opened, setOpened] = useState(false);
  const set = ({ name }: InputField, value: unknown) => onFilter({ ...list.values, [name]: value });
  const count = fields.filter(({ name }) => list.values[name] !== undefined).length;
  return (
    <form
      className="filter-bar"
      role="search"
      aria-label="Filtres"
      onSubmit={(event) => event.preventDefault()}
    >
      <button
        type="button"
        className="filter-toggle"
        aria-expanded={opened}
        aria-controls="filtres"
        onClick={() => setOpened(!opened)}
      >
        {count === 0 ? 'Filtrer' : `Filtres (${count})`}
      </button>
      <div id="filtres" className="filter-fields" data-opened={opened}>
        {fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            value={list.values[field.name]}
            onChange={(value) => set(field, value)}
            context={context}
          />
        ))}
        {count > 0 && (
          <button type="button" onClick={() => onFilter({})}>
            Effacer les filtres
          </button>
        )}
      </div>
    </form>
  );
}

function periodFirst(left: InputField, other: InputField): number {
  return Number(other.kind === 'groupe') - Number(left.kind === 'groupe');
}

function isOffered({ name, kind }: InputField): boolean {
  return !elsewhere.has(name) && kind !== 'texte' && kind !== 'groupe-multiple';
}
