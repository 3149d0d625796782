// The page begins here.
import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import { App } from './frame/app';
import './style/theme.css';
import './style/page.css';
import './style/tables.css';
import './style/live.css';

const page = document.getElementById('page');
if (page !== null) {
    render(<App />, page);
}
