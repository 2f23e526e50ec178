// A small OpenID Connect issuer on the loopback interface, for the sign-in test: discovery, authorization code flow with PKCE
// (S256), end of session. It rejects an unknown client, an unknown redirect URI and a wrong code verifier.
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const CLIENT = 'tracks-console';

function base64url(value) {
  return Buffer.from(value).toString('base64url');
}

/** Serves at the address until it is closed. */
export async function issuer(address, token, home) {
  const codes = new Map();
  const seen = { challenges: [], refused: [], audiences: [], organizations: [] };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, address);
    response.setHeader('access-control-allow-origin', new URL(home).origin);
    const json = (status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration') {
      json(200, {
        issuer: address,
        authorization_endpoint: `${address}/authorize`,
        token_endpoint: `${address}/token`,
        end_session_endpoint: `${address}/logout`,
        jwks_uri: `${address}/keys`,
      });
    } else if (url.pathname === '/authorize') {
      const query = url.searchParams;
      const valid =
        query.get('client_id') === CLIENT &&
        query.get('redirect_uri') === `${home}/` &&
        query.get('response_type') === 'code' &&
        query.get('code_challenge_method') === 'S256';
      if (!valid) {
        seen.refused.push(url.search);
        response.writeHead(400).end('refused');
        return;
      }
      const code = randomUUID();
      codes.set(code, { challenge: query.get('code_challenge'), nonce: query.get('nonce') });
      seen.challenges.push(query.get('code_challenge'));
      seen.audiences.push(...query.getAll('audience'));
      seen.organizations.push(...query.getAll('organization'));
      const back = new URL(query.get('redirect_uri'));
      back.searchParams.set('code', code);
      back.searchParams.set('state', query.get('state'));
      response.writeHead(302, { location: back.href }).end();
    } else if (url.pathname === '/token') {
      const chunks = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const known = codes.get(form.get('code'));
      codes.delete(form.get('code'));
      const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
      if (!known || known.challenge !== challenge) {
        seen.refused.push('verifier');
        json(400, { error: 'invalid_grant' });
        return;
      }
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: address, aud: CLIENT, sub: 'root', iat: now, exp: now + 3600, nonce: known.nonce };
      const idToken = `${base64url('{"alg":"none"}')}.${base64url(JSON.stringify(claims))}.`;
      json(200, { access_token: token, id_token: idToken, token_type: 'Bearer', expires_in: 3600, scope: 'openid profile' });
    } else if (url.pathname === '/logout') {
      response.writeHead(302, { location: url.searchParams.get('post_logout_redirect_uri') ?? '/' }).end();
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(Number(new URL(address).port), '127.0.0.1', resolve));
  return { seen, close: () => new Promise((resolve) => server.close(resolve)) };
}
