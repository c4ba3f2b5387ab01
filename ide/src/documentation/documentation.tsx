import { useGraphiQL } from '@graphiql/react';
import { isNamedType, type GraphQLSchema } from 'graphql';
import { useEffect, useState } from 'react';
import type { ClassOf } from './field-classes.js';
import { searchSchema } from './search-schema.js';
import { TypeView } from './type-view.js';
import './documentation.css';

export interface DocumentationProps {
  /** The fields of a type are shown with their classes. */
  readonly classOf: ClassOf;
  /** Gives the caller's graph as a file. */
  readonly onDownload: (schema: GraphQLSchema) => void;
}

/** « Documentation »: the caller's own graph, for the declared purposes. */
export function Documentation(props: DocumentationProps) {
  const schema = useGraphiQL((state) => state.schema);
  if (!schema) {
    return (
      <p className="documentation" role="status">
        Lecture de votre graphe…
      </p>
    );
  }
  return <Browser schema={schema} {...props} />;
}

function Browser({
  schema,
  classOf,
  onDownload,
}: DocumentationProps & { readonly schema: GraphQLSchema }) {
  const root = schema.getQueryType()?.name ?? 'Query';
  const [trail, setTrail] = useState<readonly string[]>([root]);
  const [sought, setSought] = useState('');
  const reference = useGraphiQL((state) => state.schemaReference);

  useEffect(() => {
    // Ctrl and a click in the editor: show where the word under the pointer comes from.
    const type = reference?.typeInfo.parentType ?? reference?.typeInfo.type;
    if (isNamedType(type)) setTrail((before) => [...before, type.name]);
  }, [reference]);

  // A type of the trail may not be there for another purpose: go back to the last that is.
  const known = trail.filter((name) => schema.getType(name));
  const type = schema.getType(known.at(-1) ?? root);
  const open = (name: string) => {
    setSought('');
    setTrail([...known.filter((other) => other !== name), name]);
  };
  return (
    <div className="documentation">
      <label className="documentation-search">
        Chercher dans votre graphe
        <input
          type="search"
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
      </label>
      {sought.trim() === '' ? (
        <>
          <nav aria-label="Chemin dans la documentation">
            {known.slice(-4).map((name, index, shown) => (
              <button
                key={name}
                type="button"
                aria-current={index === shown.length - 1 ? 'page' : undefined}
                onClick={() => setTrail(known.slice(0, known.indexOf(name) + 1))}
              >
                {name === root ? 'Accueil' : name}
              </button>
            ))}
          </nav>
          {type?.name === root && (
            <button
              type="button"
              className="documentation-download"
              onClick={() => onDownload(schema)}
            >
              Télécharger votre schéma (SDL)
            </button>
          )}
          {type && (
            <TypeView
              type={type}
              title={type.name === root ? 'Ce que vous pouvez demander' : type.name}
              schema={schema}
              classOf={classOf}
              onOpen={open}
            />
          )}
        </>
      ) : (
        <SearchResults schema={schema} sought={sought} onOpen={open} />
      )}
    </div>
  );
}

interface SearchResultsProps {
  readonly schema: GraphQLSchema;
  readonly sought: string;
  readonly onOpen: (type: string) => void;
}

function SearchResults({ schema, sought, onOpen }: SearchResultsProps) {
  const found = searchSchema(schema, sought);
  return (
    <>
      <p role="status">
        {found.length === 0
          ? 'Rien de tel dans votre graphe, pour la finalité déclarée.'
          : `${found.length} résultat${found.length > 1 ? 's' : ''}`}
      </p>
      <ul className="documentation-fields">
        {found.map(({ type, field, description }) => (
          <li key={`${type}.${field ?? ''}`}>
            <button type="button" onClick={() => onOpen(type)}>
              {field === null ? type : `${type}.${field}`}
            </button>
            {description !== '' && <p>{description}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}
