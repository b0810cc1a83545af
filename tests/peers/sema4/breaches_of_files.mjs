// Files that change, vanish, or can be reached from elsewhere.
import { answers } from './breaches_of_answers.mjs';

const accepted = (ctx) => ctx.refused === null;
const flipped = (bytes) => {
  const changed = Buffer.from(bytes);
  if (changed.length > 0) changed[changed.length >> 1] ^= 1;
  return changed;
};

export const file_breaches = [
  { name: 'upload_alters_a_byte', text: 'one bit of an uploaded file is changed', operation: null,
    reddens: ['download_file.bytes'], changes: () => ({ kept_bytes: flipped }) },
  { name: 'download_as_text', text: 'a download is turned into UTF-8', operation: null,
    reddens: ['download_file.bytes'], changes: () => ({ sent_bytes: (bytes) => Buffer.from(bytes.toString('utf8')) }) },
  { name: 'download_line_ends', text: 'CR LF becomes LF in downloads', operation: null,
    reddens: ['download_file.bytes', 'upload_files.order'], changes: () => ({ sent_bytes: (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\r', ''), 'latin1') }) },
  { name: 'download_cut', text: 'the last byte of a download is missing', operation: null,
    reddens: ['download_file.bytes'], changes: () => ({ sent_bytes: (bytes) => bytes.subarray(0, -1) }) },
  { name: 'download_as_json', text: 'a download comes as base64 inside of JSON', operation: null,
    reddens: ['download_file.bytes'], changes: () => ({ sent_bytes: (bytes) => Buffer.from(JSON.stringify(bytes.toString('base64'))) }) },
  { name: 'download_unknown_is_empty', text: 'a file nobody uploaded is empty', operation: null,
    reddens: ['download_file.not_found', 'files.own_space'], changes: (policy) => ({
      finds_file: (conversation, ref) => policy.finds_file(conversation, ref) ?? { file_ref: 'none', mime_type: 'text/plain', bytes: Buffer.alloc(0) } }) },
  { name: 'download_without_ref', text: 'a download needs no reference', operation: null,
    reddens: ['download_file.ref_required'], changes: answers('download_file', () => ({ status: 200, body: {} }), (ctx) => ctx.refused === 'no_ref') },
  { name: 'files_shared', text: 'a reference leads to any conversation’s file', operation: null,
    reddens: ['files.own_space'], changes: (policy) => ({
      finds_file: (conversation, ref, all) => policy.finds_file(conversation, ref) ?? all.flatMap((one) => one.files).find((one) => one.file_ref === ref) }) },
  { name: 'files_by_path', text: 'a reference is a path, which may lead next door', operation: null,
    reddens: ['files.own_space'], changes: (policy) => ({
      finds_file(conversation, ref, all) {
        const [, id, name] = /^\.\.\/([^/]+)\/(.*)$/.exec(ref) ?? [];
        return policy.finds_file(conversation, ref) ?? all.find((one) => one.id === id)?.files.find((one) => one.file_ref === name);
      } }) },
  { name: 'files_listed_together', text: 'the files of all conversations are listed together', operation: null,
    reddens: ['files.own_space'], changes: () => ({ files_of: (_conversation, all) => all.flatMap((one) => one.files) }) },
  { name: 'uploads_not_listed', text: 'uploaded files are not listed', operation: null,
    reddens: ['list_files.has_uploads'], changes: () => ({ files_of: () => [] }) },
  { name: 'first_upload_only', text: 'only the first of several files is kept', operation: null,
    reddens: ['upload_files.one_for_each_part'], changes: () => ({ uploaded: (files) => files.slice(0, 1) }) },
  { name: 'same_ref_twice', text: 'two files of one name have one reference', operation: null,
    reddens: ['files.unique_refs'], changes: () => ({ unique: (_files, name) => name }) },
  { name: 'upload_answers_201', text: 'an upload answers 201', operation: 'upload_files',
    reddens: ['upload_files.answers', 'statuses'], changes: answers('upload_files', () => ({ status: 201 }), accepted) },
  { name: 'upload_answers_object', text: 'an upload answers an object instead of an array', operation: 'upload_files',
    reddens: ['upload_files.model'], changes: answers('upload_files', ({ body }) => ({ body: { files: body } }), accepted) },
  { name: 'files_paged', text: 'files come in a page', operation: 'list_files',
    reddens: ['list_files.model'], changes: answers('list_files', ({ body }) => ({ body: { data: body, next: null, has_more: false } }), accepted) },
  { name: 'file_without_ref', text: 'a file has no file_ref', operation: null,
    reddens: ['upload_files.model', 'list_files.model'], changes: () => ({ file_model: ({ file_ref, file_id }) => ({ name: file_ref, file_id }) }) },
  { name: 'upload_field_any', text: 'any field of a form is taken for a file', operation: null,
    reddens: ['upload_files.field_name'], changes: () => ({ part_name: 'file' }) },
  { name: 'broken_form_is_500', text: 'a form that breaks off is a fault of the server', operation: 'upload_files',
    reddens: ['upload_files.broken_form'], changes: answers('upload_files', () => ({ status: 500 }), (ctx) => ctx.refused === 'broken_form') },
  { name: 'names_lose_unicode', text: 'names keep only ASCII, and references miss', operation: null,
    reddens: ['upload_files.any_name'], changes: (policy) => ({
      file_model: (file) => ({ ...policy.file_model(file), file_ref: file.file_ref.replaceAll(/[^ -~]/g, '?') }) }) },
  { name: 'path_trick_is_500', text: 'a name that leads elsewhere is a fault of the server', operation: 'upload_files',
    reddens: ['upload_files.path_tricks'], changes: (policy) => ({
      name_is_right: (name) => name.length > 0 && policy.name_is_right(name), refusal_status: (error) => (error.why === 'bad_name' ? 500 : error.status) }) },
];
