// Every vendor's OpenAPI file holds before a linter that nobody here wrote.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { npm_folder, seconds, source_dir, start, within } from './support.mjs';

const vendors = join(source_dir, 'spec/vendors');
// a vendor's own file, and those of its further contracts in the folders below
const files = readdirSync(vendors, { recursive: true }).filter((path) => basename(path) === 'openapi.yaml').map((path) => join(vendors, path));

test('there is at least one vendor', () => assert.ok(files.length > 0));

for (const file of files)
  test(`redocly lint ${file.slice(source_dir.length)}`, async () => {
    const lint = start(process.execPath, [join(npm_folder(), 'node_modules/@redocly/cli/bin/cli.js'), 'lint', '--extends', 'minimal', file],
      { env: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' } });
    const { code, stdout, stderr } = await within(lint.done, 'the linter ends', seconds(60));
    assert.equal(code, 0, stdout + stderr);
    assert.match(stderr + stdout, /valid/);
  });
