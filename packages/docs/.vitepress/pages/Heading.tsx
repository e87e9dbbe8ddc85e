import { type FunctionalComponent, h } from 'vue';
import { slugOf } from '../../src/site/urls.js';

/** A heading with its anchor, as VitePress makes them of Markdown; the text is plain. */
export const Heading: FunctionalComponent<{ text: string }> = ({ text }) => (
  <h2 id={slugOf(text)} tabindex="-1">
    {text}{' '}
    <a class="header-anchor" href={`#${slugOf(text)}`} aria-label={`Permalink to "${text}"`}>
      {'\u200B'}
    </a>
  </h2>
);
