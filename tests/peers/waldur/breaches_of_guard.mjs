// An input guard that shows, hides, keeps or lets through what it should not.

const judged = (change) => (policy) => ({ judged: (judgement) => change(policy.judged(judgement)) });
const as = (severity) => judged((one) => ({ ...one, findings: { ...one.findings, severity: one.findings.is_flagged ? severity : 'none' } }));

export const guard_breaches = [
  { name: 'guard_shown_to_users', text: 'regular users see the five fields of the guard', operation: null,
    reddens: ['guard.hidden_from_users'], changes: () => ({ sees_guard: () => true }) },
  { name: 'guard_hidden_from_staff', text: 'staff does not see the five fields of the guard', operation: null,
    reddens: ['guard.staff_sees_five'], changes: () => ({ sees_guard: () => false }) },
  { name: 'guard_null_for_users', text: 'regular users get null for the five fields', operation: null,
    reddens: ['guard.hidden_from_users'], changes: (policy) => ({ message_model(message, user) {
      const hidden = { is_flagged: null, severity: null, injection_categories: null, pii_categories: null, action_taken: null };
      return { ...(!policy.sees_guard(user) && hidden), ...policy.message_model.call(this, message, user) };
    } }) },
  { name: 'guard_asleep', text: 'nothing is ever found', operation: null,
    reddens: ['guard.warns', 'guard.flag_medium', 'guard.block_critical'],
    changes: judged((one) => ({ ...one, stored: 'nothing', heard: 'nothing', warning: null,
      findings: { is_flagged: false, severity: 'none', injection_categories: [], pii_categories: [], action_taken: 'allow' } })) },
  { name: 'mask_missing', text: 'personal data is stored as it came', operation: null,
    reddens: ['guard.masks'], changes: judged((one) => ({ ...one, stored: one.findings.action_taken === 'block' ? one.stored : (one.heard ?? one.stored).replace('[pii_credit_card_REDACTED]', '4539 1488 0343 6467') })) },
  { name: 'mask_of_stars', text: 'personal data is masked with stars', operation: null,
    reddens: ['guard.mask_format'], changes: judged((one) => ({ ...one, stored: one.stored.replace(/\[pii_\w+_REDACTED\]/g, '***') })) },
  { name: 'block_is_silent', text: 'a blocked input gets no answer', operation: null,
    reddens: ['guard.block_refuses_politely'], changes: (policy) => ({ lines: (line, turn) => (line.c?.startsWith('I would rather not') ? [] : policy.lines(line, turn)) }) },
  { name: 'warning_missing', text: 'no warning comes', operation: null,
    reddens: ['guard.warns', 'guard.block_warns_of_credentials'], changes: judged((one) => ({ ...one, warning: null })) },
  { name: 'flags_not_on_thread', text: 'a flagged message does not flag its thread', operation: null,
    reddens: ['guard.flags_thread'], changes: () => ({ thread_severity: (old) => old }) },
  { name: 'severity_of_last', text: 'a thread shows the last finding instead of the worst', operation: null,
    reddens: ['guard.highest_severity'], changes: (policy) => ({ thread_model(thread) {
      const found = thread.messages.filter((one) => one.role === 'user').at(-1)?.findings.severity ?? 'none';
      return policy.thread_model.call(this, { ...thread, severity: found });
    } }) },
  { name: 'all_medium', text: 'everything is flagged medium', operation: null,
    reddens: ['guard.flag_low', 'guard.redact_high', 'guard.block_critical'], changes: as('medium') },
  { name: 'answers_flagged', text: 'answers carry the findings of their question', operation: null,
    reddens: ['guard.answers_keep_defaults'], changes: (policy) => ({ message_model(message, user) {
      const model = policy.message_model.call(this, message, user);
      return policy.sees_guard(user) && model.role === 'assistant' ? { ...model, severity: 'low', action_taken: 'flag' } : model;
    } }) },
];
