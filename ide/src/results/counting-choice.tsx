import { useId, type ReactNode } from 'react';
import { monthText } from '../page/french-dates.js';
import type { BaseName } from './bases.js';
import { monthsOf, type Period } from './counts.js';
import { spoken } from './cover.js';
import { numberText } from './marks.js';
import { halvesOf, measuresBy, type Counting } from './counting.js';
import type { CountingChoice as Choice } from './use-counting.js';

export interface CountingChoiceProps extends Pick<Choice, 'all' | 'choose'> {
  readonly counting: Counting;
}

/** What is counted, by what, in proportion to what, and in which periods. */
export function CountingChoice({ all, counting, choose }: CountingChoiceProps) {
  const { countable, dimension, measure, base, periods } = counting;
  const months = monthsOf(countable);
  const measures = measuresBy(countable, dimension);
  return (
    <div className="results-tools" role="group" aria-label="Ce qui est compté">
      {all.length > 1 && (
        <Choose
          label="Liste"
          value={countable.table.chemin}
          onChoose={(liste) => choose({ liste })}
          options={all.map(({ table }) => [
            table.chemin,
            `${table.chemin.split('.').map(spoken).join(' › ')} (${numberText(table.lignes.length)})`,
          ])}
        />
      )}
      <Choose
        label="Compter"
        value={measure.id ?? ''}
        onChoose={(id) => choose({ measure: id === '' ? null : id })}
        options={measures.map(({ id, titre }) => [id ?? '', titre])}
      />
      <Choose
        label="par"
        value={dimension.id}
        onChoose={(id) => choose({ dimension: id })}
        options={countable.dimensions.map(({ id, titre }) => [id, titre])}
      />
      {dimension.genre === 'commune' && (
        <Choose
          label="pour 1 000"
          value={base ?? ''}
          onChoose={(name) => choose({ base: name === '' ? null : (name as BaseName) })}
          options={[
            ['', '– (le nombre)'],
            ['habitants', 'habitants'],
            ['logements', 'logements'],
          ]}
        />
      )}
      {months.length > 1 && (
        <label>
          <input
            type="checkbox"
            checked={periods !== null}
            onChange={(event) =>
              choose({ periods: event.currentTarget.checked ? halvesOf(months) : null })
            }
          />{' '}
          Comparer deux périodes
        </label>
      )}
      {periods !== null && (
        <div className="results-periods">
          {periods.map((period, index) => (
            <PeriodChoice
              key={index}
              label={index === 0 ? 'Première période' : 'Seconde période'}
              months={months}
              period={period}
              onChoose={(changed) =>
                choose({ periods: index === 0 ? [changed, periods[1]] : [periods[0], changed] })
              }
            />
          ))}
        </div>
      )}
    </div>
  );
}

interface PeriodChoiceProps {
  readonly label: string;
  readonly months: readonly string[];
  readonly period: Period;
  readonly onChoose: (period: Period) => void;
}

function PeriodChoice({ label, months, period, onChoose }: PeriodChoiceProps) {
  const { debut, fin } = period;
  const options = months.map((month) => [month, monthText(month)] as const);
  return (
    <fieldset>
      <legend>{label}</legend>
      <Choose
        label="de"
        value={debut}
        options={options}
        onChoose={(month) => onChoose({ debut: month, fin: month > fin ? month : fin })}
      />
      <Choose
        label="à"
        value={fin}
        options={options}
        onChoose={(month) => onChoose({ debut: month < debut ? month : debut, fin: month })}
      />
    </fieldset>
  );
}

interface ChooseProps {
  readonly label: ReactNode;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChoose: (value: string) => void;
}

function Choose({ label, value, options, onChoose }: ChooseProps) {
  const id = useId();
  return (
    <span>
      <label htmlFor={id}>{label} </label>
      <select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </span>
  );
}

/** A part is never drawn as if it were the whole. */
export function PartialHint({ counting: { countable } }: { readonly counting: Counting }) {
  const { lignes, total } = countable.table;
  return (
    <p className="results-warning" role="status">
      {numberText(lignes.length)} lignes lues
      {total !== null && ` sur ${numberText(total)}`} : rien n’est compté ni tracé tant que la liste
      n’est pas entière.
    </p>
  );
}
