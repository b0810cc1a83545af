// The input guard: the triggers that the notes list, and what each does to a turn.
const kSeverities = ['none', 'low', 'medium', 'high', 'critical'];
const kActions = ['allow', 'flag', 'warn', 'redact', 'block'];

const kInjections = [
  [/\bignore all (the )?(previous|prior) instructions\b/i, 'instruction_override', 'block', 'critical'],
  [/\bbyp4ss\b/i, 'leetspeak', 'flag', 'medium'],
  [/(?<![A-Za-z0-9+/])(?=[^ ]*[a-z])(?=[^ ]*[A-Z])(?=[^ ]*\d)[A-Za-z0-9+/]{50,}={0,2}/, 'base64_payload', 'flag', 'low'],
];
const kPersonal = [
  [/\bAKIA[0-9A-Z]{16}\b/g, 'pii_aws_access_key', 'block', 'critical'],
  [/\b4539 ?1488 ?0343 ?6467\b/g, 'pii_credit_card', 'redact', 'high'],
  [/\b[\w.+-]{1,64}@(?!example\.)[\w-]+(\.[\w-]+)*\.[a-z]{2,}\b/gi, 'pii_email', 'warn', 'medium'],
];
const stronger = (names, one, other) => (names.indexOf(one) > names.indexOf(other) ? one : other);
export const worst = (one, other) => stronger(kSeverities, one, other);

/** { findings, stored, heard, warning }: heard is null where the model may not hear it, warning where there is none. */
export function inspect(input) {
  const findings = { is_flagged: false, severity: 'none', injection_categories: [], pii_categories: [], action_taken: 'allow' };
  let stored = input, secret = false;
  const note = (list, category, action, severity) => {
    list.push(category);
    findings.severity = worst(findings.severity, severity);
    findings.action_taken = stronger(kActions, findings.action_taken, action);
    findings.is_flagged = true;
  };
  for (const [pattern, ...row] of kInjections) if (pattern.test(input)) note(findings.injection_categories, ...row);
  for (const [pattern, category, action, severity] of kPersonal)
    stored = stored.replace(pattern, () => {
      note(findings.pii_categories, category, action, severity);
      secret ||= action === 'block';
      return `[${category}_REDACTED]`;
    });
  if (secret) stored = '[withheld: credentials]';
  const { action_taken } = findings;
  return {
    findings, stored,
    heard: action_taken === 'block' ? null : action_taken === 'redact' ? stored : input,
    warning: findings.pii_categories.length > 0 ? `Please do not send personal data (${findings.pii_categories.join(', ')}).` : null,
  };
}
