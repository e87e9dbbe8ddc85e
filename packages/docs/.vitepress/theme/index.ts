import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { defineAsyncComponent } from 'vue';
import CopyText from './components/CopyText.vue';
import TryIt from './components/TryIt.vue';
import WatchIt from './components/WatchIt.vue';
import Layout from './Layout.vue';
import './theme.css';
import './operation.css';
import './parts.css';

const theme: Theme = {
  extends: DefaultTheme,
  Layout,
  enhanceApp: ({ app }) => {
    app.component('CopyText', CopyText);
    app.component('TryIt', TryIt);
    app.component('WatchIt', WatchIt);
    app.component(
      'SigningCalculator',
      defineAsyncComponent(() => import('./components/SigningCalculator.vue')),
    );
    app.component(
      'HomePage',
      defineAsyncComponent(() => import('./components/HomePage.vue')),
    );
    app.component(
      'FilterRows',
      defineAsyncComponent(() => import('./components/FilterRows.vue')),
    );
  },
};
export default theme;
