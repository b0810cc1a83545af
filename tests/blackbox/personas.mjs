// The mock's own credentials (spec/vendors/reveng/deployment.yaml). They open nothing else.
export const personas = {
  default: 'confab-reveng-default',
  bearer: 'Bearer confab-reveng-default',
  second_user: 'confab-reveng-second-user',
  no_credits: 'confab-reveng-no-credits',
  no_access: 'confab-reveng-no-access',
  expired: 'confab-reveng-expired',
  unknown_key: 'confab-reveng-never-issued', // of nobody
};
export const kUnknownId = '7d9f3a52-0c1e-4b7a-9d11-2f6c8a4b5e60';
export const kPrompts = {
  plain: 'Say three words.', slow: 'Count slowly.', forever: 'Never stop.', ask: 'Ask before you rename.', tool: 'Call a tool.',
  slow_tool: 'Call a tool that takes for ever.', fail: 'Break down.', title: 'Name this.', compact: 'Forget the beginning.', think: 'Think first.',
  echo: 'Repeat me: line\nline\r\n\r\ndata: x\nid: 9\nevent: y\n\n\u2028\u0085 \u{1F980}',
};
