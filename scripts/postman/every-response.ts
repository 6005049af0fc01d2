/** Test script of the collection: what holds for each response, whatever was asked. */
export const everyResponse: readonly string[] = [
  "const traceId = pm.response.headers.get('X-Correlation-Id');",
  // What the gateway answers itself is JSON of its own.
  'const isOfGateway = !traceId && [401, 403].includes(pm.response.code);',
  'if (!isOfGateway) {',
  "pm.test('can be traced', () => {",
  '  pm.expect(traceId).to.match(/^[\\w.:+/=-]{1,128}$/);',
  '});',
  "pm.test('is not taken for anything else', () => {",
  "  pm.expect(pm.response.headers.get('X-Content-Type-Options')).to.eql('nosniff');",
  '});',
  '}',
  'if (pm.response.code >= 400 && !isOfGateway) {',
  "  pm.test('is a problem (RFC 9457)', () => {",
  "    pm.expect(pm.response.headers.get('Content-Type')).to.eql('application/problem+json');",
  "    pm.expect(pm.response.headers.get('Cache-Control')).to.eql('no-store');",
  '    const problem = pm.response.json();',
  "    pm.expect(problem).to.include.keys('type', 'title', 'status', 'detail', 'code', 'traceId');",
  '    pm.expect(problem).to.include({ status: pm.response.code, traceId, type: `/problems/${problem.code}` });',
  '  });',
  '}',
];
