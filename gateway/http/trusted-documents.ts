import type { DocumentRegistry } from '../../schema/documents/document-registry.js';
import { isRecord } from '../../schema/is-record.js';
import { PasserelleError } from '../errors.js';
import type { Viewer } from '../identity/viewer.js';

/** The two places in which an operation may come: Apollo Server reads the body of a POST, else the URL. */
export interface ReceivedRequest {
  readonly method: string;
  /** JSON where it was announced as such. */
  readonly body: unknown;
  /** Of the URL, from `?` on. */
  readonly search: string;
}

/** Takes operations by the id under which they were published, and from some clients no others. */
export class TrustedDocuments {
  constructor(private readonly registry: DocumentRegistry) {}

  /**
   * The request with the document's text in the place of its id.
   * @throws PasserelleError `DOCUMENT_NOT_FOUND`; `DOCUMENT_REQUIRED` where the client may send nothing else.
   */
  resolve(request: ReceivedRequest, { restrictedClient }: Viewer): ReceivedRequest {
    const { method, body, search } = request;
    if (method === 'POST') {
      if (isRecord(body) && body['documentId'] !== undefined) {
        const { documentId, ...rest } = body;
        if (rest['query'] !== undefined) throw both();
        return { ...request, body: { ...rest, query: this.textOf(documentId, restrictedClient) } };
      }
    } else if (search !== '') {
      const parameters = new URLSearchParams(search);
      const [id, ...others] = parameters.getAll('documentId');
      if (id !== undefined) {
        if (parameters.has('query') || others.length > 0) throw both();
        parameters.delete('documentId');
        parameters.set('query', this.textOf(id, restrictedClient));
        return { ...request, search: `?${parameters.toString()}` };
      }
    }
    if (restrictedClient === null) return request;
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

function both(): PasserelleError {
  return new PasserelleError(
    'BAD_REQUEST',
    'Donnez l’opération (query) ou son identifiant (documentId), un seul des deux.',
    400,
  );
}
