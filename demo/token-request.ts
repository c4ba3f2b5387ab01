export interface ClientCredentials {
  readonly client: string;
  readonly secret: string;
  /** Absent: every scope of the catalogue. */
  readonly scope?: string;
}

/**
 * A caller token by the client credentials grant.
 * @throws Error with one French sentence that says what to do.
 */
export async function requestToken(
  issuer: string,
  { client, secret, scope }: ClientCredentials,
): Promise<string> {
  let response;
  try {
    response = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}`,
      },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        ...(scope === undefined ? {} : { scope }),
      }),
    });
  } catch {
    throw new Error(
      `Le fournisseur d’identité ne répond pas à ${issuer} : lancez npm start dans un autre terminal.`,
    );
  }
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const token = answer['access_token'];
  if (typeof token === 'string') return token;
  const { error_description: said, error = response.status } = answer;
  const reason = typeof said === 'string' ? said : JSON.stringify(error);
  throw new Error(`Le fournisseur d’identité refuse de donner un jeton : ${reason}.`);
}
