// The frame of the page: the row of its parts, the language, and the part that the address names.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import * as client from '../api/client';
import { ComparePage } from '../history/compare_page';
import { PeoplePage } from '../history/people_page';
import { PersonPage } from '../history/person_page';
import { SessionPage } from '../history/session_page';
import { chosenLanguage, keepLanguage, readerOf, ReaderContext, useReader } from '../language/reading';
import { kLanguages, type Language, type WordKey } from '../language/words';
import { LivePage } from '../live/live_page';
import { StartPage } from '../live/start_page';
import { useStayWhenDropped } from '../upload/dropped_file';
import { UploadPage } from '../upload/upload_page';
import { useAsked } from './asked';
import { link, type Route, useRoute } from './route';

function View({ route }: { route: Route }) {
    const { say } = useReader();
    switch (route.view) {
        case 'live':
            return route.session === null ? <StartPage /> : <LivePage key={route.session} session={route.session} />;
        case 'people':
            return <PeoplePage />;
        case 'person':
            return <PersonPage key={route.person} id={route.person} />;
        case 'session':
            return <SessionPage key={route.session} id={route.session} />;
        case 'compare':
            return <ComparePage a={route.a} b={route.b} />;
        case 'upload':
            return <UploadPage />;
        case 'nowhere':
            return <p class="note">{say('app.not_found')}</p>;
    }
}

function titleOf(route: Route): WordKey {
    switch (route.view) {
        case 'live':
            return 'app.live';
        case 'upload':
            return 'app.upload';
        default:
            return 'app.history';
    }
}

function Part({ to, here, children }: { to: string; here: boolean; children: ComponentChildren }) {
    return (
        <a href={link(to)} {...(here ? { 'aria-current': 'page' as const } : {})}>
            {children}
        </a>
    );
}

function Footer() {
    const { say } = useReader();
    const status = useAsked(client.status, 'status').value;
    return (
        <footer class="soft">
            {status !== null && (
                <>
                    {say('app.version', { version: status.version })}
                    {status.model !== null && ` · ${say('app.model', { model: status.model.name })}`}
                </>
            )}
        </footer>
    );
}

export function App() {
    const [language, setLanguage] = useState<Language>(chosenLanguage);
    const reader = useMemo(() => readerOf(language), [language]);
    const route = useRoute();
    const content = useRef<HTMLElement>(null);
    const { say } = reader;
    useStayWhenDropped();

    useEffect(() => {
        document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    }, [language]);

    // Another part was opened: who reads with the keyboard or by ear goes on at its beginning.
    const place = JSON.stringify(route);
    const before = useRef(place);
    useEffect(() => {
        document.title = `${say(titleOf(route))} · Footfall`;
        if (before.current !== place) {
            before.current = place;
            content.current?.focus();
        }
    }, [place, language]);

    const choose = (chosen: Language): void => {
        keepLanguage(chosen);
        setLanguage(chosen);
    };
    const skip = (event: Event): void => {
        event.preventDefault();
        content.current?.focus();
    };
    return (
        <ReaderContext.Provider value={reader}>
            <a class="skip" href="#content" onClick={skip}>
                {say('app.skip')}
            </a>
            <header class="top">
                <a class="name" href={link('live')}>
                    Footfall
                </a>
                <nav aria-label={say('app.navigation')}>
                    <Part to="live" here={route.view === 'live'}>
                        {say('app.live')}
                    </Part>
                    <Part to="people" here={['people', 'person', 'session', 'compare'].includes(route.view)}>
                        {say('app.history')}
                    </Part>
                    <Part to="upload" here={route.view === 'upload'}>
                        {say('app.upload')}
                    </Part>
                </nav>
                <select
                    class="language"
                    aria-label={say('app.language')}
                    value={language}
                    onChange={(event) => choose(event.currentTarget.value as Language)}
                >
                    {Object.entries(kLanguages).map(([tag, { ownName }]) => (
                        <option key={tag} value={tag} lang={tag}>
                            {ownName}
                        </option>
                    ))}
                </select>
            </header>
            <main id="content" ref={content} tabIndex={-1}>
                <View route={route} />
            </main>
            <Footer />
        </ReaderContext.Provider>
    );
}
