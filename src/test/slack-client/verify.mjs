// Verifies a click that the emulator has sent with the verifier of Slack's framework, and prints its results.
import { readFileSync } from 'node:fs';
import bolt from '@slack/bolt';

const { timestamp, signature, body } = JSON.parse(readFileSync('click.json', 'utf8'));
const isValid = (changes) => {
    const click = { signingSecret: 'local-signing-secret', timestamp, signature, body, ...changes };
    return bolt.isValidSlackRequest({
        signingSecret: click.signingSecret,
        body: click.body,
        headers: { 'x-slack-signature': click.signature, 'x-slack-request-timestamp': Number(click.timestamp) },
    });
};
const payload = JSON.parse(new URLSearchParams(body).get('payload'));
console.log(
    JSON.stringify({
        valid: isValid({}),
        otherSecret: isValid({ signingSecret: 'another' }),
        otherBody: isValid({ body: `${body}&a=b` }),
        old: isValid({ timestamp: String(Number(timestamp) - 301) }),
        action: payload.actions[0].action_id,
        user: payload.user.id,
    }),
);
