import type { Fact, FieldTable } from '@bitget-spec/contract';
import { type FunctionalComponent, h } from 'vue';
import { type Direction, FieldList } from './FieldList.js';
import { Block, Line } from './markdown.js';

/** What to know before the first call. */
export const FactList: FunctionalComponent<{ facts: Fact[] }> = ({ facts }) => (
  <dl class="facts">
    {facts.map(({ name, value }) => (
      <div>
        <dt>{name}</dt>
        <dd>
          <Line text={value} />
        </dd>
      </div>
    ))}
  </dl>
);

/** @param prefix begins the anchors of the fields; the direction does unless given */
export const Fields: FunctionalComponent<{ table: FieldTable; direction: Direction; prefix?: string }> = ({ table, direction, prefix }) => [
  table.intro.map((text) => <Block text={text} />),
  table.fields.length > 0 && <FieldList rows={table.fields} direction={direction} {...(prefix && { prefix })} />,
  table.note && <p>{table.note}</p>,
];
