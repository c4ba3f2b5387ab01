import { useGraphiQL } from '@graphiql/react';
import { getNamedType, isCompositeType, type GraphQLSchema } from 'graphql';
import { useEffect, useState } from 'react';
import { ClassBadge } from '../documentation/class-badge.js';
import type { ClassOf } from '../documentation/field-classes.js';
import { inFrenchType } from '../page/typography.js';
import { shortTitle } from '../results/columns.js';
import { openedText, type UsefulPurpose } from '../rights/useful-purposes.js';
import {
  builtQuery,
  fieldsBelow,
  fieldsOf,
  isSelected,
  toggleField,
  type FieldPath,
} from './selection.js';
import './builder.css';

export interface BuilderProps {
  readonly classOf: ClassOf;
  /** Purposes that open more to the caller; null: not known. */
  readonly useful: readonly UsefulPurpose[] | null;
  readonly declared: readonly string[];
}

type Field = ReturnType<typeof fieldsOf>[number];

/** « Construire »: a query by ticking what it reads, of what the caller may read for these purposes. */
export function Builder({ classOf, useful, declared }: BuilderProps) {
  const schema = useGraphiQL((state) => state.schema);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const [text, setText] = useState(() => queryEditor?.getValue() ?? '');
  useEffect(() => {
    setText(queryEditor?.getValue() ?? '');
    const listening = queryEditor?.onDidChangeModelContent(() => setText(queryEditor.getValue()));
    return () => listening?.dispose();
  }, [queryEditor]);
  if (!schema || !queryEditor) return <p role="status">Lecture de votre graphe…</p>;
  const operation = builtQuery(text);
  if (operation === null) {
    return (
      <p className="builder-note">
        L’éditeur contient un acte, ou un texte qui n’est pas encore une requête : ouvrez une «
        Nouvelle requête » pour en construire une.
      </p>
    );
  }
  const tree: Tree = {
    schema,
    classOf,
    isTicked: (path) => isSelected(operation, path),
    onTick: (path) => queryEditor.setValue(toggleField(text, path, schema)),
  };
  const others = (useful ?? []).filter(({ id }) => !declared.includes(id));
  return (
    <div className="builder">
      <p className="builder-note">
        Cochez ce que la requête doit lire. Seul figure ce que vos droits ouvrent
        {declared.length === 0 ? ', sans finalité.' : ' pour la finalité déclarée.'}
      </p>
      <Fields tree={tree} fields={fieldsOf(schema.getQueryType())} owner="Query" path={[]} />
      {others.length > 0 && (
        <details className="builder-note">
          <summary>Ce qu’une finalité ouvrirait de plus</summary>
          <ul>
            {others.map((purpose) => (
              <li key={purpose.id}>
                <strong>{purpose.libelle}</strong> : {openedText(purpose)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

interface Tree {
  readonly schema: GraphQLSchema;
  readonly classOf: ClassOf;
  readonly isTicked: (path: FieldPath) => boolean;
  readonly onTick: (path: FieldPath) => void;
}

interface FieldsProps {
  readonly tree: Tree;
  readonly fields: readonly Field[];
  readonly owner: string;
  readonly path: FieldPath;
}

function Fields({ tree, fields, owner, path }: FieldsProps) {
  return (
    <ul className="builder-fields">
      {fields.map((field) => (
        <FieldLine key={field.name} tree={tree} field={field} owner={owner} path={path} />
      ))}
    </ul>
  );
}

interface FieldLineProps extends Omit<FieldsProps, 'fields'> {
  readonly field: Field;
}

function FieldLine({ tree, field, owner, path }: FieldLineProps) {
  const own = [...path, field.name];
  const isTicked = tree.isTicked(own);
  const [isOpen, setOpen] = useState(isTicked);
  const classe = tree.classOf(`${owner}.${field.name}`);
  const { fields, part } = fieldsBelow(field);
  const titre = field.description ? shortTitle(field.description) : field.name;
  return (
    <li>
      {isCompositeType(getNamedType(field.type)) && (
        <button
          type="button"
          className="builder-open"
          aria-expanded={isOpen}
          aria-label={`Champs de « ${titre} »`}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? '▾' : '▸'}
        </button>
      )}
      <label title={inFrenchType(field.description ?? '')}>
        <input type="checkbox" checked={isTicked} onChange={() => tree.onTick(own)} /> {titre}{' '}
        <code>{field.name}</code>
      </label>
      {classe !== null && <ClassBadge classe={classe} />}
      {isOpen && fields.length > 0 && (
        <Fields tree={tree} fields={fields} owner={ownerOf(field)} path={[...own, ...part]} />
      )}
    </li>
  );
}

/** The type whose fields are shown below a field. */
function ownerOf(field: Field): string {
  const type = getNamedType(field.type);
  const nodes = fieldsOf(type).find(({ name }) => name === 'nodes');
  return nodes ? getNamedType(nodes.type).name : type.name;
}
