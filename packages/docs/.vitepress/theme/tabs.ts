const KEY = 'sample-language';

/** Shows the language that was chosen last in every group of samples that has it. */
export function rememberTabs(root: HTMLElement): void {
  if (!root.dataset.tabs) {
    root.dataset.tabs = 'remembered';
    root.addEventListener('change', ({ target }) => {
      if (!(target instanceof HTMLInputElement) || !target.closest('.vp-code-group')) return;
      const label = labelOf(target);
      if (!label) return;
      try {
        localStorage.setItem(KEY, label);
      } catch {
        // no storage, nothing to remember
      }
    });
  }
  const wanted = stored();
  if (!wanted) return;
  for (const input of root.querySelectorAll<HTMLInputElement>('.vp-code-group .tabs input')) {
    if (labelOf(input) === wanted && !input.checked) input.click();
  }
}

const labelOf = (input: HTMLInputElement): string =>
  document.querySelector(`label[for="${CSS.escape(input.id)}"]`)?.textContent?.trim() ?? '';

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
