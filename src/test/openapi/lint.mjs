// Lints an OpenAPI document with Redocly's recommended rules and those below. Prints all findings, and fails if there are any.
//
//   node lint.mjs <document>
import { createConfig, lint } from '@redocly/openapi-core';

const [document] = process.argv.slice(2);
const config = await createConfig({
  extends: ['recommended'],
  rules: {
    'no-invalid-schema-examples': 'error',
    'no-invalid-media-type-examples': 'error',
    'no-invalid-parameter-examples': 'error',
    'no-unused-components': 'error',
    'operation-operationId': 'error',
    'tag-description': 'error',
    'tags-alphabetical': 'off',
    // Pages and files have no 4xx responses of their own: their default response is a problem.
    'operation-4xx-response': 'off',
  },
});
// A request example named invalid is invalid on purpose: a test checks that it is rejected.
const invalid = /\/requestBody\/content\/[^/]+\/examples\/invalid\//;
const findings = (await lint({ ref: document, config })).filter(
  ({ location }) => !invalid.test(location?.[0]?.pointer ?? ''),
);
for (const { severity, ruleId, message, location } of findings) {
  console.log(`${severity} ${ruleId} ${location?.[0]?.pointer ?? ''}: ${message}`);
}
console.log(`${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;
