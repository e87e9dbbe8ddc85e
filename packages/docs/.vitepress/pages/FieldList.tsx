import type { FieldRow } from '@bitget-spec/contract';
import { type FunctionalComponent, h } from 'vue';
import { fieldId } from '../../src/site/field-id.js';
import { Line } from './markdown.js';

export type Direction = 'request' | 'response';

/** Where there are more fields than this, those inside others start folded. */
const MANY = 60;

/** Fields as a list that nests and folds; without scripts it folds too. */
export const FieldList: FunctionalComponent<{ rows: FieldRow[]; direction: Direction; prefix?: string }> = ({
  rows,
  direction,
  prefix = direction,
}) => (
  <div class="fields">
    {nested(rows).map((node) => (
      <Field {...node} direction={direction} prefix={prefix} open={rows.length <= MANY} />
    ))}
  </div>
);

/** A field and those inside it. */
interface Node {
  row: FieldRow;
  /** Its name inside the field that holds it. */
  name: string;
  inner: Node[];
}

function nested(rows: FieldRow[]): Node[] {
  const roots: Node[] = [];
  const path: Node[] = [];
  for (const row of rows) {
    path.length = Math.min(path.length, row.depth ?? 0);
    const parent = path.at(-1);
    const name = parent ? row.name.slice(parent.row.name.length).replace(/^(\[\])*\./, '') : row.name;
    const node: Node = { row, name, inner: [] };
    (parent?.inner ?? roots).push(node);
    path.push(node);
  }
  return roots;
}

const Field: FunctionalComponent<Node & { direction: Direction; prefix: string; open: boolean }> = ({
  row,
  name,
  inner,
  direction,
  prefix,
  open,
}) => (
  <div class="field" id={fieldId(prefix, row.name)}>
    <div class="field-head">
      <a class="field-name" href={`#${fieldId(prefix, row.name)}`} title={row.name}>
        <code>{name}</code>
      </a>{' '}
      {row.title && (
        <span class="field-title">
          <Line text={row.title} />{' '}
        </span>
      )}
      <span class="field-type">
        <Line text={typeOf(row, direction)} />
      </span>{' '}
      {row.in && <span class="field-in">in {row.in}</span>} <Presence row={row} direction={direction} />
    </div>
    {row.text && (
      <div class="field-text">
        <Line text={row.text} />
      </div>
    )}
    {inner.length > 0 && (
      <details open={open}>
        <summary>
          {inner.length} field{inner.length === 1 ? '' : 's'} of <code>{name}</code>
        </summary>
        <div class="fields">
          {inner.map((node) => (
            <Field {...node} direction={direction} prefix={prefix} open={open} />
          ))}
        </div>
      </details>
    )}
  </div>
);

/** What is sent says with its type what it may also be; what is received says so beside what may be missing. */
const typeOf = ({ type, nullable, empty }: FieldRow, direction: Direction): string =>
  direction === 'request' ? [type, nullable && 'or `null`', empty && 'or empty'].filter(Boolean).join(' ') : type;

/** Requests say what must be there, responses what may be missing. */
const Presence: FunctionalComponent<{ row: FieldRow; direction: Direction }> = ({ row, direction }) => {
  const { required, nullable, empty } = row;
  if (direction === 'request') return required ? <span class="field-req">required</span> : [];
  const absence = [!required && 'left out', nullable && '`null`', empty && 'empty'].filter(Boolean).join(', ');
  return absence ? (
    <span class="field-opt">
      may be <Line text={absence} />
    </span>
  ) : (
    []
  );
};
