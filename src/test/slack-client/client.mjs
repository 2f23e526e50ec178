// Calls the emulator at the given address with Slack's own client, and prints what the client understood.
import { ErrorCode, LogLevel, WebClient } from '@slack/web-api';

const [url, token] = process.argv.slice(2);
const client = new WebClient(token, {
    slackApiUrl: url,
    logLevel: LogLevel.ERROR,
    retryConfig: { retries: 3, minTimeout: 10, maxTimeout: 20 },
});
const blocks = (text) => [{ type: 'section', text: { type: 'plain_text', text } }];

/** The error code that Slack's client finds in the answer. */
const failure = async (call) => {
    try {
        await call;
        return 'none';
    } catch (e) {
        return e.code === ErrorCode.PlatformError ? e.data.error : String(e);
    }
};

const identity = await client.auth.test();
const posted = await client.chat.postMessage({
    channel: 'U0ADA',
    text: 'Come & see: ü 🎉',
    blocks: blocks('Come &amp; see: ü 🎉'),
    metadata: { event_type: 'tracks_message', event_payload: { id: 'invitation/ada/leadership/1' } },
    unfurl_links: false,
});
const updated = await client.chat.update({
    channel: posted.channel,
    ts: posted.ts,
    text: 'Closed',
    blocks: blocks('Closed'),
});
const found = await client.users.lookupByEmail({ email: 'ada@example.com' });
const results = {
    user: identity.user_id,
    channel: posted.channel,
    postedText: posted.message.blocks[0].text.text,
    metadata: posted.message.metadata.event_payload.id,
    unfurl: posted.message.unfurl_links,
    updated: updated.ts === posted.ts,
    updatedText: updated.message.blocks[0].text.text,
    found: found.user.id,
    unknownUser: await failure(client.users.lookupByEmail({ email: 'gone@example.com' })),
    unknownChannel: await failure(client.chat.postMessage({ channel: 'UGONE1', text: 'x' })),
    invalidBlocks: await failure(client.chat.postMessage({ channel: 'U0ADA', text: 'x', blocks: [{ type: 'no' }] })),
    updateByUser: await failure(client.chat.update({ channel: 'U0ADA', ts: posted.ts, text: 'x' })),
    updateUnknown: await failure(client.chat.update({ channel: posted.channel, ts: '1.000001', text: 'x' })),
    unknownMethod: await failure(client.apiCall('chat.unknown')),
    wrongToken: await failure(new WebClient('xoxb-wrong', { slackApiUrl: url, logLevel: LogLevel.ERROR }).auth.test()),
    noToken: await failure(new WebClient(undefined, { slackApiUrl: url, logLevel: LogLevel.ERROR }).auth.test()),
};

// The client waits as the header Retry-After asks, and calls again.
await fetch(new URL('/local/slack', url), { method: 'PUT', body: '{"rateLimited":1,"retryAfter":1}' });
let rateLimited = 0;
client.on('rate_limited', (seconds) => (rateLimited = seconds));
results.afterRateLimit = (await client.chat.postMessage({ channel: 'U0ADA', text: 'again' })).ok;
results.rateLimited = rateLimited;
console.log(JSON.stringify(results));
