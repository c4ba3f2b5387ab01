import { isAbstractType, type GraphQLNamedType, type GraphQLSchema } from 'graphql';
import { useMemo } from 'react';
import { inFrenchType } from '../page/typography.js';
import { ClassBadge } from './class-badge.js';
import { describeType, type ArgumentLine, type FieldLine, type TypeText } from './describe-type.js';
import type { Classe, ClassOf } from './field-classes.js';

export interface TypeViewProps {
  readonly type: GraphQLNamedType;
  readonly title: string;
  readonly schema: GraphQLSchema;
  readonly classOf: ClassOf;
  readonly onOpen: (type: string) => void;
}

/** One type: what it is, and what may be asked of it. */
export function TypeView({ type, title, schema, classOf, onOpen }: TypeViewProps) {
  const lines = useMemo(() => describeType(type), [type]);
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  return (
    <article>
      <h2>{title}</h2>
      {type.description != null && <p>{inFrenchType(type.description)}</p>}
      {possible.length > 0 && (
        <p>
          Peut être :{' '}
          {possible.map(({ name }) => (
            <button key={name} type="button" onClick={() => onOpen(name)}>
              {name}
            </button>
          ))}
        </p>
      )}
      <ul className="documentation-fields">
        {lines.map((line) => (
          <Line
            key={line.name}
            line={line}
            classe={classOf(`${type.name}.${line.name}`)}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </article>
  );
}

interface LineProps {
  readonly line: FieldLine;
  readonly classe: Classe | null;
  readonly onOpen: (type: string) => void;
}

function Line({ line, classe, onOpen }: LineProps) {
  const { name, type, args, description, deprecationReason } = line;
  return (
    <li>
      <code>
        <strong>{name}</strong>
        <Arguments args={args} onOpen={onOpen} />
        {type && (
          <>
            {' : '}
            <TypeLink type={type} onOpen={onOpen} />
          </>
        )}
      </code>
      {classe !== null && <ClassBadge classe={classe} />}
      {description !== '' && <p>{description}</p>}
      {deprecationReason !== '' && <p>À ne plus employer : {deprecationReason}</p>}
    </li>
  );
}

interface ArgumentsProps {
  readonly args: readonly ArgumentLine[];
  readonly onOpen: (type: string) => void;
}

function Arguments({ args, onOpen }: ArgumentsProps) {
  if (args.length === 0) return null;
  return (
    <span className="documentation-arguments">
      (
      {args.map(({ name, type, description }) => (
        <span key={name} title={description}>
          {name} : <TypeLink type={type} onOpen={onOpen} />
        </span>
      ))}
      )
    </span>
  );
}

interface TypeLinkProps {
  readonly type: TypeText;
  readonly onOpen: (type: string) => void;
}

function TypeLink({ type, onOpen }: TypeLinkProps) {
  const { before, name, after, isBuiltIn } = type;
  if (isBuiltIn) return before + name + after;
  return (
    <>
      {before}
      <button type="button" onClick={() => onOpen(name)}>
        {name}
      </button>
      {after}
    </>
  );
}
