import type { DocumentRegistry } from '../../schema/documents/document-registry.js';
import { PasserelleError } from '../errors.js';
import { unnamedClient, type Viewer } from '../identity/viewer.js';
import type { ReceivedOperation } from './received-operation.js';

/** Takes operations by the id under which they were published, and from some clients no others. */
export class TrustedDocuments {
  constructor(readonly registry: DocumentRegistry) {}

  /**
   * The operation with the document's text in the place of its id.
   * @throws PasserelleError `DOCUMENT_NOT_FOUND`; `DOCUMENT_REQUIRED` where the client may send nothing else.
   */
  resolve(received: ReceivedOperation, { restrictedClient }: Viewer): ReceivedOperation {
    const { documentId, query, extensions } = received;
    if (documentId !== undefined) {
      if (query !== null || extensions?.['persistedQuery']) throw both();
      return { ...received, query: this.textOf(documentId, restrictedClient) };
    }
    if (restrictedClient === null) return received;
    if (restrictedClient === unnamedClient) throw unnamed();
    throw new PasserelleError(
      'DOCUMENT_REQUIRED',
      'Cette application n’envoie que des opérations publiées : donnez documentId, et publiez l’opération si elle ne l’est pas.',
      403,
    );
  }

  private textOf(id: unknown, restrictedClient: string | null): string {
    const document = typeof id === 'string' ? this.registry.get(id) : undefined;
    // Another client's document is as good as none: who may send what is nobody else's business.
    if (document && (restrictedClient === null || document.clients.includes(restrictedClient))) {
      return document.text;
    }
    throw new PasserelleError(
      'DOCUMENT_NOT_FOUND',
      'Opération non publiée : publiez-la (npm run documents), ou vérifiez documentId.',
      400,
    );
  }
}

function unnamed(): PasserelleError {
  return new PasserelleError(
    'DOCUMENT_REQUIRED',
    "Le jeton ne nomme pas l'application à laquelle il a été remis (client_id) : votre organisation réserve les opérations libres aux applications nommées. Voyez votre fournisseur d'identité.",
    403,
  );
}

function both(): PasserelleError {
  return new PasserelleError(
    'BAD_REQUEST',
    'Donnez l’opération (query) ou son identifiant (documentId), un seul des deux.',
    400,
  );
}
