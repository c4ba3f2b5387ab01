import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useState } from 'react';
import { useDisclosure } from '../page/use-disclosure.js';
import { asCurl, asFetch, asTypeScript, type CodeRequest } from './as-code.js';
import { readVariables } from './kept-variables.js';
import './copy-menu.css';

const forms: readonly (readonly [titre: string, write: (request: CodeRequest) => string])[] = [
  ['en curl', asCurl],
  ['en fetch', asFetch],
  ['en TypeScript', asTypeScript],
];

/** « Copier »: the query as it is, or as a request that something else sends. */
export function CopyMenu({ finalite }: { readonly finalite: readonly string[] }) {
  const { isOpen, setOpen, id, root, button } = useDisclosure();
  const [said, setSaid] = useState('');
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const operations = useGraphiQL((state) => state.operations) ?? [];
  const operationName = useGraphiQL((state) => state.operationName) ?? null;
  const schema = useGraphiQL((state) => state.schema) ?? null;
  const actions = useGraphiQLActions();
  const request = (): CodeRequest => ({
    query: queryEditor?.getValue() ?? '',
    variables: readVariables(variableEditor?.getValue()) ?? {},
    operationName: operations.length > 1 ? operationName : null,
    finalite,
    address: new URL('/graphql', location.origin).href,
    schema,
  });
  const copy = (titre: string, text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => setSaid(`Copié ${titre}.`),
      () => setSaid('Le navigateur ne laisse pas copier.'),
    );
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div className="copy-menu" ref={root}>
      <button
        type="button"
        ref={button}
        className="toolbar-minor"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        Copier <span aria-hidden="true">▾</span>
      </button>
      <div id={id} className="copy-menu-list" hidden={!isOpen}>
        <button
          type="button"
          onClick={() => {
            setOpen(false);
            setSaid('Requête copiée.');
            void actions.copyQuery();
          }}
        >
          Copier la requête
        </button>
        {forms.map(([titre, write]) => (
          <button key={titre} type="button" onClick={() => copy(titre, write(request()))}>
            Copier {titre}
          </button>
        ))}
        <p>
          Avec la finalité et les valeurs de « Variables » ; jamais votre jeton, que le programme
          reçoit de votre fournisseur d’identité.
        </p>
      </div>
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </div>
  );
}
