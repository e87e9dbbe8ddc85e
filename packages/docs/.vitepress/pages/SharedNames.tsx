import type { ScalarsPage } from '@bitget-spec/contract';
import { Fragment, type FunctionalComponent, h } from 'vue';
import { Heading } from './Heading.js';
import { Block, Line } from './markdown.js';

/** The names that fields share. A link leads to `scalars.html#Price`, the box at the top filters. */
export const SharedNames: FunctionalComponent<{ page: ScalarsPage }> = ({ page: { title, about, sections, apis } }) => (
  <Fragment>
    <Block text={`# ${title}\n\n${about}`} />
    <FilterRows label="Find a name" />
    {sections.map(({ heading, intro, rows }) => [
      <Heading text={heading} />,
      intro && <Block text={intro} />,
      <table tabindex="0">
        <thead>
          <tr>
            {['Name', 'Type', 'Meaning', ...apis.map((api) => `Uses in ${api}`)].map((head) => (
              <th scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, type, meaning, uses }) => (
            <tr id={name}>
              <td>
                <code>{name}</code>
              </td>
              <td>
                <Line text={type} />
              </td>
              <td>
                <Line text={meaning} />
              </td>
              {apis.map((api) => (
                <td>{uses[api] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>,
    ])}
  </Fragment>
);

const FilterRows = 'FilterRows';
