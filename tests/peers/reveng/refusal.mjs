// What the service refuses, in its own envelope (APIError with one ErrorBody).
import { randomBytes } from 'node:crypto';

const kTitles = {
  BAD_REQUEST: [400, 'Bad Request'],
  INVALID_CONVERSATION_ID: [400, 'Invalid Conversation ID'],
  UNAUTHORIZED: [401, 'Unauthorized'],
  CONVERSATION_NOT_FOUND: [404, 'Conversation Not Found'],
  NO_ACTIVE_RUN: [404, 'No Active Run'],
  NO_PENDING_CONFIRMATION: [404, 'No Pending Confirmation'],
  NOT_FOUND: [404, 'Not Found'],
  METHOD_NOT_ALLOWED: [405, 'Method Not Allowed'],
  RUN_ALREADY_ACTIVE: [409, 'Run Already Active'],
  REQUEST_ENTITY_TOO_LARGE: [413, 'Request Entity Too Large'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'Unsupported Media Type'],
  VALIDATION_FAILED: [422, 'Validation Failed'],
  INTERNAL_ERROR: [500, 'Internal Server Error'],
};

export class Refusal extends Error {
  constructor(code, detail, headers = {}) {
    super(code);
    this.code = code;
    this.detail = detail;
    this.headers = headers;
  }

  reply() {
    const [status, message] = kTitles[this.code];
    const error = { code: this.code, message, trace_id: randomBytes(16).toString('hex') };
    if (this.detail) error.detail = this.detail;
    error.doc_url = `https://docs.reveng.ai/errors/${this.code}`;
    return { status, headers: { ...this.headers }, body: { error }, media_type: 'application/json' };
  }
}
