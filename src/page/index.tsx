import { render } from 'preact';
import { fetchState } from './api.js';
import { App } from './app.js';

const page = document.getElementById('page')!;

fetchState().then(
  (state) => {
    page.replaceChildren();
    render(<App state={state} />, page);
  },
  (error: unknown) => {
    page.textContent = `The page cannot be shown: ${error instanceof Error ? error.message : String(error)}`;
  },
);
