import { useId, useMemo } from 'react';
import type { Column } from './columns.js';
import { groupingColumns } from './groups.js';
import type { Ligne } from './rows.js';

export interface GroupChoiceProps {
  readonly columns: readonly Column[];
  readonly lignes: readonly Ligne[];
  readonly value: string | null;
  readonly onChoose: (column: string | null) => void;
}

/** By what the rows are put together, if by anything. */
export function GroupChoice({ columns, lignes, value, onChoose }: GroupChoiceProps) {
  const id = useId();
  const offered = useMemo(() => groupingColumns(columns, lignes), [columns, lignes]);
  if (offered.length === 0) return null;
  return (
    <span>
      <label htmlFor={id}>Grouper par </label>
      <select
        id={id}
        value={value ?? ''}
        onChange={(event) => onChoose(event.currentTarget.value || null)}
      >
        <option value="">–</option>
        {offered.map((column) => (
          <option key={column.id} value={column.id}>
            {column.titre}
          </option>
        ))}
      </select>
    </span>
  );
}
