// Tables that are cut, ordered or described wrongly.
import { answers } from './breaches_of_answers.mjs';

const accepted = (ctx) => ctx.refused === null;

export const frame_breaches = [
  { name: 'order_by_ignored', text: 'order_by changes nothing', operation: 'get_data_frame',
    reddens: ['get_data_frame.order_by'], changes: () => ({ sorted: (rows) => rows }) },
  { name: 'order_by_after_the_slice', text: 'only the rows of the slice are ordered', operation: 'get_data_frame',
    reddens: ['get_data_frame.order_then_slice'], changes: (policy) => {
      let at = 0;
      return { sorted: (rows, column) => ((at = column), rows), sliced: (rows, offset, limit) => policy.sorted(policy.sliced(rows, offset, limit), at) };
    } },
  { name: 'order_by_first_column', text: 'rows are ordered by the first column whatever is asked for', operation: 'get_data_frame',
    reddens: ['get_data_frame.order_by'], changes: (policy) => ({ sorted: (rows) => policy.sorted(rows, 0) }) },
  { name: 'frame_limit_ignored', text: 'limit changes nothing', operation: 'get_data_frame',
    reddens: ['get_data_frame.limit'], changes: (policy) => ({ sliced: (rows, offset) => policy.sliced(rows, offset, 1000) }) },
  { name: 'frame_offset_ignored', text: 'offset changes nothing', operation: 'get_data_frame',
    reddens: ['get_data_frame.offset'], changes: (policy) => ({ sliced: (rows, _, limit) => policy.sliced(rows, 0, limit) }) },
  { name: 'frame_offset_from_one', text: 'offset counts from one', operation: 'get_data_frame',
    reddens: ['get_data_frame.offset'], changes: (policy) => ({ sliced: (rows, offset, limit) => policy.sliced(rows, Math.max(0, offset - 1), limit) }) },
  { name: 'frame_offset_after_limit', text: 'limit is where the slice ends', operation: 'get_data_frame',
    reddens: ['get_data_frame.limit'], changes: () => ({ sliced: (rows, offset, limit) => rows.slice(offset, limit) }) },
  { name: 'columns_ignored', text: 'column_names changes nothing', operation: 'get_data_frame',
    reddens: ['get_data_frame.column_names'], changes: () => ({ columns: (all) => all }) },
  { name: 'values_in_table_order', text: 'values keep the order of the table while the columns do not', operation: 'get_data_frame',
    reddens: ['get_data_frame.values_in_column_order'], changes: () => ({ row: (row, indexes) => [...indexes].sort().map((at) => row[at]) }) },
  { name: 'rows_are_objects', text: 'rows are objects', operation: 'get_data_frame',
    reddens: ['get_data_frame.model'], changes: () => ({ frame_model: (frame) => ({ ...frame, rows: frame.rows.map((row) => Object.fromEntries(row.map((value, at) => [frame.columns[at], value]))) }) }) },
  { name: 'frame_has_headers', text: 'columns are called column_headers', operation: 'get_data_frame',
    reddens: ['get_data_frame.model'], changes: () => ({ frame_model: ({ columns, ...frame }) => ({ ...frame, column_headers: columns }) }) },
  { name: 'frame_loses_a_row', text: 'the last row of a table is missing', operation: 'get_data_frame',
    reddens: ['get_data_frame.contents'], changes: () => ({ sliced: (rows, offset, limit) => rows.slice(0, 3).slice(offset, offset + limit) }) },
  { name: 'frame_counts_headers', text: 'num_rows counts the headers as a row', operation: 'list_data_frames',
    reddens: ['list_data_frames.describes'], changes: (policy) => ({ info: (frame, samples) => ({ ...policy.info(frame, samples), num_rows: frame.rows.length + 1 }) }) },
  { name: 'frames_named_only', text: 'the list has only the names', operation: 'list_data_frames',
    reddens: ['list_data_frames.model'], changes: () => ({ info: ({ name }) => ({ name }) }) },
  { name: 'frames_paged', text: 'data frames come in a page', operation: 'list_data_frames',
    reddens: ['list_data_frames.model'], changes: answers('list_data_frames', ({ body }) => ({ body: { data: body, next: null, has_more: false } }), accepted) },
  { name: 'unknown_frame_is_empty', text: 'a data frame nobody made is empty', operation: 'get_data_frame',
    reddens: ['get_data_frame.not_found'], changes: answers('get_data_frame', () => ({ status: 200, body: { columns: [], rows: [] } }), (ctx) => ctx.refused === 'no_frame') },
];
