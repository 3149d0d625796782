// Addresses of the page.
import { describe, expect, it } from 'vitest';
import { link, routeOf } from '../src/frame/route';

describe('an address', () => {
    it('names a part of the page', () => {
        expect(routeOf('')).toEqual({ view: 'live', session: null });
        expect(routeOf('#/live/7')).toEqual({ view: 'live', session: '7' });
        expect(routeOf('#/people/3')).toEqual({ view: 'person', person: '3' });
        expect(routeOf('#/compare/1/2')).toEqual({ view: 'compare', a: '1', b: '2' });
        expect(routeOf('#/compare/1')).toEqual({ view: 'people' });
        expect(routeOf('#/elsewhere')).toEqual({ view: 'nowhere' });
        expect(routeOf('#/people/%')).toEqual({ view: 'nowhere' });
    });
    it('survives every id', () => {
        expect(routeOf(link('sessions', 'a/b c%'))).toEqual({ view: 'session', session: 'a/b c%' });
    });
});
