import { useMemo, useState } from 'react';
import type { Graphs } from '../editor/graphs.js';
import { PurposeSelector } from '../editor/purpose-selector.js';
import { useGraph } from '../graphql/use-graph.js';
import { dayOf } from '../page/french-dates.js';
import { inFrenchType } from '../page/typography.js';
import type { UsefulPurpose } from '../rights/useful-purposes.js';
import type { Configuration } from '../session/configuration.js';
import type { Session } from '../session/session.js';
import { ActForm } from './act-form.js';
import { labelOfAct } from './act-request.js';
import { CasePage } from './case-page.js';
import { actsOn, caseTypes, type Act, type CaseType } from './case-types.js';
import { useIrrevocable } from './use-irrevocable.js';
import { useWaiting } from './use-waiting.js';
import { caseTitle, WaitingList } from './waiting-list.js';
import type { WaitingCase } from './waiting-pages.js';
import './acts.css';

export interface ActsPageProps {
  readonly session: Session;
  readonly configuration: Configuration;
  readonly graphs: Graphs;
  readonly useful: readonly UsefulPurpose[] | null;
  /** Declared on this page, and on no other. */
  readonly finalite: readonly string[];
  readonly onDeclare: (finalite: readonly string[]) => void;
  /** Opened from elsewhere. */
  readonly opened: WaitingCase | null;
  readonly onChanged: () => void;
}

type Opened =
  | { readonly what: 'case'; readonly of: CaseType; readonly id: string; readonly titre: string }
  | { readonly what: 'beginning'; readonly act: Act; readonly of: CaseType };

/** « À traiter »: what waits for the organisation, and what it may begin. */
export function ActsPage(props: ActsPageProps) {
  const { session, configuration, graphs, useful, finalite, onDeclare, onChanged } = props;
  const schema = useGraph(graphs, finalite);
  const isIrrevocable = useIrrevocable(graphs, finalite);
  const [revision, setRevision] = useState(0);
  const waiting = useWaiting(session, schema, finalite, revision);
  const [opened, setOpened] = useState<Opened | null>(
    () => props.opened && caseOpened(props.opened),
  );
  const [said, setSaid] = useState('');
  const today = dayOf(new Date());
  const beginnings = useMemo(
    () =>
      schema
        ? caseTypes(schema).flatMap((of) =>
            actsOn(of, schema)
              .filter(({ isBeginning }) => isBeginning)
              .map((act) => ({ act, of })),
          )
        : [],
    [schema],
  );
  const changed = () => {
    setRevision(revision + 1);
    onChanged();
  };
  return (
    <main className="acts" data-chosen={opened !== null}>
      <div className="acts-list" id="questions" tabIndex={-1}>
        <PurposeSelector
          useful={useful}
          finalites={configuration.finalites}
          declared={finalite}
          onDeclare={(declared) => {
            setOpened(null);
            onDeclare(declared);
          }}
        />
        <p className="acts-hint">
          Certains dossiers demandent une finalité : déclarez-la pour qu’ils paraissent.
        </p>
        <h2>À traiter</h2>
        <WaitingList
          waiting={waiting}
          today={today}
          chosen={opened?.what === 'case' ? opened.id : null}
          onChoose={(found) => {
            setSaid('');
            setOpened(caseOpened(found));
          }}
        />
        {beginnings.length > 0 && (
          <>
            <h2>Commencer</h2>
            <ul className="card-list">
              {beginnings.map(({ act, of }) => (
                <li key={act.name}>
                  <button
                    type="button"
                    onClick={() => {
                      setSaid('');
                      setOpened({ what: 'beginning', act, of });
                    }}
                  >
                    {inFrenchType(labelOfAct(act))}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <div className="acts-main" id="contenu" tabIndex={-1}>
        {opened !== null && (
          <button type="button" className="home-back" onClick={() => setOpened(null)}>
            ‹ À traiter
          </button>
        )}
        <p role="status" className="acts-said">
          {said}
        </p>
        {schema && opened?.what === 'case' && (
          <CasePage
            key={opened.id}
            of={opened.of}
            id={opened.id}
            titre={opened.titre}
            today={today}
            isIrrevocable={isIrrevocable}
            onChanged={changed}
            {...{ session, schema, finalite }}
          />
        )}
        {schema && opened?.what === 'beginning' && (
          <section className="case">
            <h2>{inFrenchType(labelOfAct(opened.act))}</h2>
            <ActForm
              key={opened.act.name}
              act={opened.act}
              on={null}
              irrevocable={isIrrevocable(opened.act.name)}
              onCancel={() => setOpened(null)}
              onDone={(id) => {
                const { of } = opened;
                setSaid('L’acte est fait.');
                setOpened(id === null ? null : { what: 'case', of, id, titre: caseTitle(of, {}) });
                changed();
              }}
              {...{ session, schema, finalite }}
            />
          </section>
        )}
        {opened === null && (
          <p className="panel-hint">
            Choisissez un dossier : ce que vous pouvez faire, ce qu’il contient et son historique
            s’affichent ici.
          </p>
        )}
      </div>
    </main>
  );
}

function caseOpened({ of, id, row }: WaitingCase): Opened {
  return { what: 'case', of, id, titre: caseTitle(of, row) };
}
